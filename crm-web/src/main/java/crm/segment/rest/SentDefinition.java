package crm.segment.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.platform.rest.Refusal;

/**
 * A definition as it is sent to the address of its segment, whose key it need not repeat; {@code "state": "draft"} in it writes
 * it down without publishing it.
 */
record SentDefinition(JsonNode definition, boolean draft) {

    static SentDefinition of(String key, JsonNode body) {
        if (!(body instanceof ObjectNode sent)) {
            throw Refusal.field("", "wrong_type", "Send a definition: an object with name and where.");
        }
        ObjectNode definition = sent.deepCopy();
        JsonNode state = definition.remove("state");
        if (!definition.has("key")) {
            definition.put("key", key);
        }
        if (!definition.path("key").asText().equals(key)) {
            throw Refusal.field("/key", "not_the_address", "The key is another one than that of the address.");
        }
        return new SentDefinition(definition, isDraft(state));
    }

    private static boolean isDraft(JsonNode state) {
        if (state == null) {
            return false;
        }
        return switch (state.asText()) {
            case "draft" -> true;
            case "live" -> false;
            default -> throw Refusal.field("/state", "unknown_value", "Can be draft or live.");
        };
    }
}
