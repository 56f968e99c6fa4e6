package crm.dev.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MessageTest {

    private static final Instant ORIGIN = Instant.parse("2026-11-20T16:00:00Z");
    private static final ShopPlan PLAN = new ShopPlan(5, ORIGIN, 40, 40, "/test", "t");
    private static final List<ShopEvent> EVENTS = new ShopHistory(PLAN).before(ORIGIN);

    @Test
    void historyIsBackfillInBothFormsOfCloudEvents() throws IOException {
        int binary = 0;
        for (ShopEvent event : EVENTS) {
            Message message = Message.ofHistory(event);
            boolean isBinary = message.headers().containsKey("ce_id");
            binary += isBinary ? 1 : 0;
            assertThat(
                            isBinary
                                    ? message.headers().get("ce_backfill")
                                    : json(message).get("backfill").asText())
                    .isEqualTo("true");
            assertThat(message.topic()).isEqualTo(event.topic());
            assertThat(message.key()).isEqualTo(event.who());
        }
        assertThat(binary).isBetween(EVENTS.size() / 10, EVENTS.size() / 2);
    }

    @Test
    void nowIsNoBackfill() {
        assertThat(EVENTS.stream().map(Message::ofNow))
                .noneMatch(message -> message.headers().containsKey("ce_backfill")
                        || new String(message.value(), StandardCharsets.UTF_8).contains("backfill"));
    }

    @Test
    void tillsWritePlainJson() throws IOException {
        ShopEvent event = new ShopEvent(
                "e1",
                "/shop/orders",
                "order.completed",
                ORIGIN,
                Optional.of("C1"),
                Map.of("order_id", "o1", "channel", "store"));

        Message message = Message.live(event);

        assertThat(message.headers()).isEmpty();
        assertThat(json(message)).isEqualTo(new ObjectMapper().readTree("""
                {"id": "e1", "source": "/shop/orders", "type": "order.completed", "time": "2026-11-20T16:00:00Z",
                 "customer_id": "C1", "order_id": "o1", "channel": "store"}"""));
    }

    @Test
    void everythingIsCarriedAtLeastOnceAndMostlyInOrder() {
        List<Message> carried = Carrier.messages(EVENTS, Message::ofHistory);
        Map<String, Long> times = carried.stream()
                .map(message -> new String(message.value(), StandardCharsets.UTF_8)
                        + message.headers().get("ce_id"))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(times).hasSize(EVENTS.size());
        assertThat(times.values()).contains(2L).allMatch(count -> count <= 2);
        assertThat(carried).hasSizeBetween(EVENTS.size() + 1, EVENTS.size() * 51 / 50);
        assertThat(carried.subList(0, EVENTS.size()).stream().map(Message::key).toList())
                .isNotEqualTo(EVENTS.stream().map(ShopEvent::who).toList());
    }

    private static JsonNode json(Message message) throws IOException {
        return new ObjectMapper().readTree(message.value());
    }
}
