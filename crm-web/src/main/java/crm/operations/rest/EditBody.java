package crm.operations.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

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
 * What a dead letter shall say: {@code value}, {@code key} and {@code headers}, each as it is read; a value that is JSON may
 * stand there as such, and headers as an object of names and texts. What is absent stays, a {@code null} takes it away. A
 * letter that was read may be sent back whole: what else it has is of no matter.
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

    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    @Override
    public RecordContent apply(RecordContent before) {
        return new RecordContent(
                body.has("key") ? bytes(body, "key", "key_encoding", "") : before.key(),
                body.has("value") ? value(body) : before.value(),
                body.has("headers") ? headers(body.get("headers")) : before.headers());
    }

    private static byte[] value(JsonNode body) {
        JsonNode value = body.get("value");
        if (!value.isContainerNode()) {
            return bytes(body, "value", "value_encoding", "");
        } else if (body.hasNonNull("value_encoding")) {
            throw Refusal.field("/value_encoding", "unknown_encoding", "A value that is JSON has no encoding.");
        }
        return value.toString().getBytes(UTF_8);
    }

    private static List<Delivery.Header> headers(JsonNode sent) {
        if (sent.isObject()) {
            return sent.properties().stream()
                    .map(header -> new Delivery.Header(header.getKey(), text(header.getKey(), header.getValue())))
                    .toList();
        } else if (!sent.isArray()) {
            throw Refusal.field(
                    "/headers",
                    "wrong_type",
                    "Headers are an object of names and texts, or a list of objects with name and value.");
        }
        return listed(sent);
    }

    private static byte[] text(String name, JsonNode value) {
        if (!value.isTextual() && !value.isNull()) {
            throw Refusal.field("/headers/" + escaped(name), "wrong_type", "The value of a header is a string.");
        }
        return value.isNull() ? null : value.textValue().getBytes(UTF_8);
    }

    private static List<Delivery.Header> listed(JsonNode list) {
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
                    at + '/' + field, "wrong_type", "This is a string; a value may also be an object or an array.");
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
