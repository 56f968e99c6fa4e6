package crm.operations.rest;

import com.fasterxml.jackson.databind.JsonNode;
import crm.ingest.entity.Delivery;
import crm.ingest.entity.RecordContent;
import crm.platform.rest.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What a dead letter shall say: {@code value}, {@code key} and {@code headers}, each as it is read. What is absent stays, a
 * {@code null} takes it away. A letter that was read may be sent back whole: what else it has is of no matter.
 */
record EditBody(JsonNode body) implements UnaryOperator<RecordContent> {

    private static final Set<String> OURS = Set.of("value", "value_encoding", "key", "key_encoding", "headers");
    private static final Set<String> READ_ONLY = Set.of(
            "id",
            "group",
            "topic",
            "partition",
            "offset",
            "timestamp",
            "reason",
            "at",
            "state",
            "edited",
            "erased",
            "effect",
            "discard_reason",
            "published_at",
            "original",
            "history",
            "version");

    /** Refuses a body that says nothing, or something that is not known. */
    static EditBody of(JsonNode body) {
        if (body == null || !body.isObject()) {
            throw Refusal.field("", "missing_body", "Send an object with value, key or headers.");
        }
        body.fieldNames().forEachRemaining(name -> {
            if (!OURS.contains(name) && !READ_ONLY.contains(name)) {
                throw Refusal.field("/" + escaped(name), "unknown_field", "This field is not known here.");
            }
        });
        if (!body.has("value") && !body.has("key") && !body.has("headers")) {
            throw Refusal.field("", "missing_field", "Send value, key or headers; what is left out stays as it is.");
        }
        EditBody edit = new EditBody(body);
        edit.apply(new RecordContent(null, null, List.of())); // whatever is wrong is wrong with every letter
        return edit;
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    @Override
    public RecordContent apply(RecordContent before) {
        return new RecordContent(
                body.has("key") ? bytes(body, "key", "key_encoding", "") : before.key(),
                body.has("value") ? bytes(body, "value", "value_encoding", "") : before.value(),
                body.has("headers") ? headers(body.get("headers")) : before.headers());
    }

    private static List<Delivery.Header> headers(JsonNode list) {
        if (!list.isArray()) {
            throw Refusal.field("/headers", "wrong_type", "Headers are a list of objects with name and value.");
        }
        List<Delivery.Header> headers = new ArrayList<>();
        for (JsonNode header : list) {
            String at = "/headers/" + headers.size();
            if (!header.path("name").isTextual()) {
                throw Refusal.field(at + "/name", "missing_field", "A header has a name.");
            }
            headers.add(new Delivery.Header(header.get("name").textValue(), bytes(header, "value", "encoding", at)));
        }
        return headers;
    }

    private static byte[] bytes(JsonNode object, String field, String encoding, String at) {
        JsonNode text = object.path(field);
        JsonNode how = object.path(encoding);
        if (text.isMissingNode() || text.isNull()) {
            return null;
        } else if (!text.isTextual()) {
            throw Refusal.field(
                    at + '/' + field, "wrong_type", "This is a string; write JSON as the text that it is sent as.");
        }
        boolean plain = how.isMissingNode() || how.isNull();
        if (!plain && !BytesText.BASE64.equals(how.textValue())) {
            throw Refusal.field(at + '/' + encoding, "unknown_encoding", "The only encoding is base64.");
        }
        try {
            return new BytesText(
                            Optional.of(text.textValue()), plain ? Optional.empty() : Optional.of(BytesText.BASE64))
                    .bytes();
        } catch (IllegalArgumentException e) {
            throw Refusal.field(at + '/' + field, "bad_base64", "This is no Base64.");
        }
    }
}
