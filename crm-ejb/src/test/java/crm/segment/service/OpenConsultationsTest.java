package crm.segment.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.ingest.entity.Event;
import crm.ingest.entity.Identity;
import crm.ingest.entity.Payload;
import crm.ingest.entity.Stamp;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenConsultationsTest {

    private int second;

    @Test
    void areThoseThatHaveNotEnded() {
        List<Event> events =
                List.of(event("started", "a"), event("started", "b"), event("ended", "a"), event("ended", "unknown"));
        assertThat(ids(events.subList(0, 0))).isEmpty();
        assertThat(ids(events.subList(0, 1))).containsExactly("a");
        assertThat(ids(events.subList(0, 2))).containsExactly("a", "b");
        assertThat(ids(events)).containsExactly("b");
    }

    @Test
    void mayBeginAgain() {
        assertThat(ids(List.of(event("started", "a"), event("started", "a")))).containsExactly("a");
        assertThat(ids(List.of(event("started", "a"), event("ended", "a"), event("started", "a"))))
                .containsExactly("a");
    }

    private static List<String> ids(List<Event> events) {
        OpenConsultations consultations = new OpenConsultations();
        events.forEach(consultations::add);
        return consultations.list().findValues("conversation_id").stream()
                .map(JsonNode::asText)
                .toList();
    }

    private Event event(String what, String conversation) {
        return new Event(
                new Stamp(Instant.EPOCH.plusSeconds(second), "test", "e" + second++),
                "consultation." + what,
                Identity.customer("17"),
                false,
                Payload.Occurrence.INSTANCE,
                "{\"conversation_id\": \"" + conversation + "\", \"priority\": 2}");
    }
}
