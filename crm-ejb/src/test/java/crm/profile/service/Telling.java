package crm.profile.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.dev.oracle.Name;
import crm.dev.oracle.Told;
import crm.dev.oracle.Told.Form;
import crm.ingest.entity.Decoded;
import crm.ingest.entity.Delivery;
import crm.ingest.entity.Delivery.Header;
import crm.ingest.entity.Event;
import crm.ingest.entity.Identity;
import crm.ingest.service.EventDecoder;
import crm.profile.entity.ProfileId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Between what a producer tells and what is ours. */
final class Telling {

    private static final Instant PRODUCED = Instant.parse("2020-02-01T00:00:00Z");

    private Telling() {}

    static Event decoded(Told told, EventDecoder decoder) {
        Decoded decoded = decoder.decode(delivery(told));
        assertThat(decoded).as("%s %s", told.type(), told.data()).isInstanceOf(Event.class);
        return (Event) decoded;
    }

    /** From any topic, since it is the type that decides. */
    private static Delivery delivery(Told told) {
        List<String> topics = List.of("customer_order", "customer_interactions", "customer_transaction");
        String topic = topics.get(Math.floorMod(told.stamp().hashCode(), topics.size()));
        List<Header> headers = told.headers().entrySet().stream()
                .map(header -> new Header(header.getKey(), header.getValue().getBytes(UTF_8)))
                .toList();
        return new Delivery(topic, topic, new UUID(0, 1), 0, 0, PRODUCED, headers, null, told.value());
    }

    /** What somebody said on a page. */
    static Told edit(Event event, Identity customer) {
        try {
            ObjectNode data = (ObjectNode) new ObjectMapper().readTree(event.data());
            return new Told(
                    Form.STRUCTURED,
                    new crm.dev.oracle.Stamp(
                            event.stamp().time(),
                            event.stamp().source(),
                            event.stamp().id()),
                    event.type(),
                    new Name(customer.namespace(), customer.value()),
                    List.of(),
                    Optional.empty(),
                    data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static ProfileId id(Name name) {
        return ProfileId.of(new Identity(name.namespace(), name.value()));
    }

    /** By the ids of profiles. */
    static <T> Map<ProfileId, T> byId(Map<Name, T> byName) {
        Map<ProfileId, T> byId = new TreeMap<>();
        byName.forEach((name, value) -> byId.put(id(name), value));
        return byId;
    }

    /** Events as lines of text. */
    static String timeline(List<Told> events) {
        StringBuilder timeline = new StringBuilder();
        events.forEach(event -> timeline.append(entry(
                event.stamp().time(), event.stamp().source(), event.stamp().id(), event.type(), event.kept())));
        return timeline.toString();
    }

    static String entry(Instant at, String source, String id, String type, String data) {
        return '\n' + String.join(" ", at.toString(), source, id, type, data);
    }
}
