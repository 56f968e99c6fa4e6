package crm.dev.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CrowdTest {

    private static final Instant NOW = Instant.parse("2026-11-20T16:00:00Z");
    private static final ShopPlan PLAN = ShopPlan.usual(1, NOW);
    private static final Duration BETWEEN_TWO = Duration.ofSeconds(2);

    private static List<ShopEvent> journeys(int from, int to) {
        Crowd crowd = new Crowd(PLAN);
        List<ShopEvent> events = new ArrayList<>();
        for (int number = from; number < to; number++) {
            events.addAll(crowd.journey(number, NOW.plus(BETWEEN_TWO.multipliedBy(number - from))));
        }
        return events;
    }

    @Test
    void theSameNumbersMakeTheSameJourneys() {
        assertThat(journeys(100, 300)).isEqualTo(journeys(100, 300));
    }

    @Test
    void aFewHundredJourneysHaveNearlyEveryType() {
        assertThat(ShopHistoryTest.TYPES).containsAll(ShopHistoryTest.types(journeys(0, 1500)));
        assertThat(ShopHistoryTest.types(journeys(0, 1500))).hasSizeGreaterThan(26);
    }

    @Test
    void theFirstMinuteHasSomethingOfEachKind() {
        Set<String> topics = journeys(100, 130).stream().map(ShopEvent::topic).collect(Collectors.toSet());

        assertThat(topics).hasSize(5);
    }

    @Test
    void eventsFollowEachOtherFromTheStartOn() {
        Crowd crowd = new Crowd(PLAN);
        for (int number = 0; number < 500; number++) {
            List<ShopEvent> journey = crowd.journey(number, NOW);
            assertThat(journey).isNotEmpty().isSorted();
            assertThat(journey.get(0).time()).isAfterOrEqualTo(NOW);
            assertThat(journey.get(journey.size() - 1).time()).isBefore(NOW.plus(Duration.ofMinutes(45)));
        }
    }

    @Test
    void thereIsACrowdEvenWhenTheClockIsSetBack() {
        Instant longAgo = Instant.parse("2011-10-01T00:00:00Z");

        assertThat(new Crowd(PLAN).journey(3, longAgo))
                .isNotEmpty()
                .allMatch(event -> !event.time().isBefore(longAgo));
    }

    @Test
    void nothingHasAnIdOfTheHistory() {
        List<ShopEvent> all = new ArrayList<>(new ShopHistory(PLAN).before(NOW.plus(Duration.ofDays(2))));
        all.addAll(journeys(0, 2000));

        assertThat(all.stream().map(ShopEvent::id)).doesNotHaveDuplicates();
        assertThat(all.stream()
                        .filter(event -> event.type().equals("order.completed"))
                        .map(event -> event.data().get("order_id")))
                .doesNotHaveDuplicates();
    }

    @Test
    void anOrderIsSettledOnceAtMost() {
        List<ShopEvent> settled = journeys(0, 3000).stream()
                .filter(event ->
                        event.type().equals("order.cancelled") || event.type().equals("order.refunded"))
                .toList();

        assertThat(settled).hasSizeGreaterThan(20);
        assertThat(settled.stream().map(event -> event.data().get("order_id"))).doesNotHaveDuplicates();
    }
}
