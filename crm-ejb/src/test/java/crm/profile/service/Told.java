package crm.profile.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.ingest.entity.Decoded;
import crm.ingest.entity.Delivery;
import crm.ingest.entity.Delivery.Header;
import crm.ingest.entity.Event;
import crm.ingest.entity.Identity;
import crm.ingest.entity.Stamp;
import crm.ingest.service.EventDecoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What a producer tells, before anything of ours has read it.
 *
 * @param who whose event it is, by what the producer means
 * @param links the visitors whom it ties to its customer, by what the producer means
 * @param subject CloudEvents' subject, where the form has one
 */
record Told(
        Form form,
        Stamp stamp,
        String type,
        Identity who,
        List<Identity> links,
        Optional<String> subject,
        ObjectNode data) {

    private static final Set<String> KEEP_THEIR_ANONYMOUS_ID =
            Set.of("customer.registered", "customer.updated", "customer.identified");
    private static final Instant PRODUCED = Instant.parse("2020-02-01T00:00:00Z");

    /** How it is written. */
    enum Form {
        STRUCTURED,
        BINARY,
        BARE
    }

    /** What somebody said on a page. */
    static Told edit(Event event, Identity customer) {
        try {
            ObjectNode data = (ObjectNode) new ObjectMapper().readTree(event.data());
            return new Told(Form.STRUCTURED, event.stamp(), event.type(), customer, List.of(), Optional.empty(), data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    Told as(Form other) {
        return new Told(other, stamp, type, who, links, subject, data);
    }

    /** The same source and id, and something else said. */
    Told twisted() {
        ObjectNode other = data.deepCopy().put("note", "twisted");
        return new Told(form, stamp, type, who, links, subject, other);
    }

    /** What of the data is kept with the event, as it was sent. */
    String kept() {
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

    Event decoded(EventDecoder decoder) {
        Decoded decoded = decoder.decode(delivery());
        assertThat(decoded).as("%s %s", type, data).isInstanceOf(Event.class);
        return (Event) decoded;
    }

    private Delivery delivery() {
        return switch (form) {
            case STRUCTURED -> delivery(List.of(), envelope().set("data", data));
            case BINARY -> delivery(headers(), data);
            case BARE -> delivery(List.of(), flat());
        };
    }

    private ObjectNode envelope() {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode().put("specversion", "1.0");
        attributes().forEach(envelope::put);
        return envelope;
    }

    private List<Header> headers() {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("ce_specversion", "1.0".getBytes(UTF_8)));
        attributes().forEach((name, value) -> headers.add(new Header("ce_" + name, value.getBytes(UTF_8))));
        return headers;
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

    /** From any topic, since it is the type that decides. */
    private Delivery delivery(List<Header> headers, ObjectNode value) {
        List<String> topics = List.of("customer_order", "customer_interactions", "customer_transaction");
        String topic = topics.get(Math.floorMod(stamp.hashCode(), topics.size()));
        return new Delivery(
                topic,
                topic,
                new UUID(0, 1),
                0,
                0,
                PRODUCED,
                headers,
                null,
                value.toString().getBytes(UTF_8));
    }
}
