package crm.it.shop;

import static org.assertj.core.api.Assertions.assertThat;

import crm.dev.shop.BrokenRecords;
import crm.dev.shop.Crowd;
import crm.dev.shop.Message;
import crm.dev.shop.ShopEvent;
import crm.dev.shop.ShopHistory;
import crm.dev.shop.ShopPlan;
import crm.ingest.entity.Decoded;
import crm.ingest.entity.Delivery;
import crm.ingest.entity.Delivery.Header;
import crm.ingest.entity.Event;
import crm.ingest.entity.Rejection;
import crm.ingest.service.DecoderSettings;
import crm.ingest.service.EventDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The decoder that reads the topics, and counts what departs from the schemas, has nothing to say against the shop. */
class ShopEventsAreUnderstoodTest {

    private static final Instant ORIGIN = Instant.parse("2026-11-20T16:00:00Z");
    private static final ShopPlan PLAN = ShopPlan.usual(1, ORIGIN);

    private final EventDecoder decoder = new EventDecoder(
            Clock.fixed(ORIGIN, ZoneOffset.UTC),
            new DecoderSettings(
                    Optional.empty(),
                    Set.of("customer_id", "loyalty_id", "anonymous_id", "email", "phone", "device_id"),
                    "US"));

    @Test
    void theHistoryOfAYear() {
        for (ShopEvent event : new ShopHistory(PLAN).before(ORIGIN)) {
            assertUnderstood(event, Message::ofHistory);
        }
    }

    @Test
    void theCrowd() {
        for (ShopEvent event : crowd()) {
            assertUnderstood(event, Message::live);
        }
    }

    @Test
    void butNotWhatIsBrokenOnPurpose() {
        BrokenRecords broken = new BrokenRecords(PLAN);

        assertThat(LongStream.range(0, 4)
                        .mapToObj(number -> decoded(broken.record(number, ORIGIN)))
                        .map(rejected -> ((Rejection) rejected).code().name()))
                .containsExactly("MISSING_FIELD", "NOT_JSON", "TIME_IN_FUTURE", "NO_CUSTOMER");
    }

    private static List<ShopEvent> crowd() {
        Crowd crowd = new Crowd(PLAN);
        List<ShopEvent> events = new ArrayList<>();
        for (long number = 0; number < 3000; number++) {
            events.addAll(crowd.journey(number, ORIGIN.minusSeconds(20_000 - 2 * number)));
        }
        return events;
    }

    private void assertUnderstood(ShopEvent sent, Function<ShopEvent, Message> form) {
        assertThat(decoded(form.apply(sent))).isInstanceOfSatisfying(Event.class, event -> {
            assertThat(event.violations()).as(sent::toString).isEmpty();
            assertThat(event.stamp().id()).isEqualTo(sent.id());
            assertThat(event.stamp().source()).isEqualTo(sent.source());
            assertThat(event.stamp().time()).isEqualTo(sent.time());
            assertThat(event.type()).isEqualTo(sent.type());
            assertThat(event.subject().value()).isEqualTo(sent.who());
        });
    }

    private Decoded decoded(Message message) {
        List<Header> headers = message.headers().entrySet().stream()
                .map(header -> new Header(header.getKey(), header.getValue().getBytes(StandardCharsets.UTF_8)))
                .toList();
        return decoder.decode(new Delivery(
                message.topic(), message.topic(), new UUID(0, 1), 0, 0, ORIGIN, headers, null, message.value()));
    }
}
