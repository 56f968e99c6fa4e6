package crm.condition.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** What a property of an event must be like. */
public class FormCheck implements Serializable {

    private static final long serialVersionUID = 1L;

    private String property;
    private final FormComparison is;

    FormCheck(String property, FormComparison is) {
        this.property = property;
        this.is = is;
    }

    static FormCheck blank() {
        return new FormCheck(null, new FormComparison("eq", new FormValue(null, FormValue.TEXT)));
    }

    static List<FormCheck> list(JsonNode where) {
        List<FormCheck> checks = new ArrayList<>();
        where.forEach(one -> checks.add(new FormCheck(one.path("property").asText(null), FormComparison.of(one))));
        return checks;
    }

    /** @param said whether an empty list is one, too */
    static void write(ObjectNode json, List<FormCheck> where, boolean said) {
        if (!where.isEmpty() || said) {
            ArrayNode list = json.putArray("where");
            where.forEach(one -> list.add(one.json()));
        }
    }

    private ObjectNode json() {
        ObjectNode json = Written.JSON.objectNode();
        Written.put(json, "property", property);
        is.writeTo(json);
        return json;
    }

    public String getProperty() {
        return property;
    }

    public void setProperty(String property) {
        this.property = property;
    }

    public FormComparison getIs() {
        return is;
    }
}
