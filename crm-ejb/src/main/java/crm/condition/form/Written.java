package crm.condition.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Puts into JSON what was filled in; what was not is not there, so that whoever reads it says so. */
final class Written {

    static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Written() {}

    static void put(ObjectNode json, String name, JsonNode value) {
        if (!value.isMissingNode()) {
            json.set(name, value);
        }
    }

    static void put(ObjectNode json, String name, String text) {
        if (text != null && !text.isBlank()) {
            json.put(name, text.strip());
        }
    }

    /** In a list a place stays a place. */
    static void add(ArrayNode list, JsonNode value) {
        list.add(value.isMissingNode() ? JSON.textNode("") : value);
    }
}
