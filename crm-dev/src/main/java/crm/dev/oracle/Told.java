package crm.dev.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a producer tells, before anything of ours has read it.
 *
 * @param who whose event it is, by what the producer means
 * @param links the visitors whom it ties to its customer, by what the producer means
 * @param subject CloudEvents' subject, where the form has one
 */
public record Told(
        Form form, Stamp stamp, String type, Name who, List<Name> links, Optional<String> subject, ObjectNode data) {

    private static final Set<String> KEEP_THEIR_ANONYMOUS_ID =
            Set.of("customer.registered", "customer.updated", "customer.identified");

    /** How it is written. */
    public enum Form {
        STRUCTURED,
        BINARY,
        BARE
    }

    /** The same source and id, and something else said. */
    public Told twisted() {
        ObjectNode other = data.deepCopy().put("note", "twisted");
        return new Told(form, stamp, type, who, links, subject, other);
    }

    /** What of the data is kept with the event, as it was sent. */
    public String kept() {
        if (form != Form.BARE) {
            return data.toString();
        }
        ObjectNode rest = data.deepCopy();
        rest.remove("customer_id");
        if (!KEEP_THEIR_ANONYMOUS_ID.contains(type)) {
            rest.remove("anonymous_id");
        }
        return rest.toString();
    }

    /** The headers of the record that tells it. */
    public Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>();
        if (form == Form.BINARY) {
            headers.put("ce_specversion", "1.0");
            attributes().forEach((name, value) -> headers.put("ce_" + name, value));
        }
        return headers;
    }

    /** The value of the record that tells it. */
    public byte[] value() {
        ObjectNode value = switch (form) {
            case STRUCTURED -> envelope().set("data", data);
            case BINARY -> data;
            case BARE -> flat();
        };
        return value.toString().getBytes(UTF_8);
    }

    private ObjectNode envelope() {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode().put("specversion", "1.0");
        attributes().forEach(envelope::put);
        return envelope;
    }

    private Map<String, String> attributes() {
        Map<String, String> attributes = new TreeMap<>(Map.of(
                "id", stamp.id(),
                "source", stamp.source(),
                "type", type,
                "time", stamp.time().toString()));
        subject.ifPresent(text -> attributes.put("subject", text));
        return attributes;
    }

    private ObjectNode flat() {
        ObjectNode flat = JsonNodeFactory.instance.objectNode();
        flat.put("id", stamp.id()).put("source", stamp.source()).put("type", type);
        flat.put("time", stamp.time().toString());
        return flat.setAll(data);
    }
}
