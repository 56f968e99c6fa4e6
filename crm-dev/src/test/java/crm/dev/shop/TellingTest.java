package crm.dev.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TellingTest {

    private static final Instant ORIGIN = Instant.parse("2026-11-20T16:00:00Z");
    private static final ShopPlan PLAN = new ShopPlan(5, ORIGIN, 40, 30, "/test", "t");

    @Test
    void aChunkIsOfferedUntilItIsConfirmed() {
        Telling telling = new Telling(PLAN, 0);
        List<ShopEvent> first = telling.chunk(ORIGIN, 10);

        assertThat(telling.chunk(ORIGIN, 10)).isEqualTo(first).hasSize(10);
        assertThat(telling.confirm()).isEqualTo(10);
        assertThat(telling.chunk(ORIGIN, 10)).doesNotContainAnyElementsOf(first);
    }

    @Test
    void aRestartGoesOnWhereTheLastRunWas() {
        List<ShopEvent> whole = all(new Telling(PLAN, 0), ORIGIN);

        List<ShopEvent> rest = all(new Telling(PLAN, 100), ORIGIN);

        assertThat(rest).isEqualTo(whole.subList(100, whole.size()));
        assertThat(Telling.count(PLAN, ORIGIN)).isEqualTo(whole.size());
    }

    @Test
    void nothingIsToldBeforeItHappens() {
        Instant then = ORIGIN.minus(Duration.ofDays(3));

        assertThat(all(new Telling(PLAN, 0), then))
                .isNotEmpty()
                .allMatch(event -> !event.time().isAfter(then));
    }

    @Test
    void daysWithoutARunAreMadeUpForButNoMoreThanAYear() {
        Instant muchLater = ORIGIN.plus(Duration.ofDays(800));
        long told = Telling.count(PLAN, ORIGIN);
        Telling telling = new Telling(PLAN, told);

        List<ShopEvent> gap = new ArrayList<>();
        long confirmed = told;
        for (List<ShopEvent> chunk = telling.chunk(muchLater, 500);
                !chunk.isEmpty();
                chunk = telling.chunk(muchLater, 500)) {
            gap.addAll(chunk);
            confirmed += telling.confirm();
        }

        assertThat(gap).isNotEmpty().allMatch(event -> event.time().isAfter(muchLater.minus(Duration.ofDays(367))));
        assertThat(confirmed).isEqualTo(Telling.count(PLAN, muchLater)).isGreaterThan(told + gap.size());
    }

    private static List<ShopEvent> all(Telling telling, Instant until) {
        List<ShopEvent> events = new ArrayList<>();
        for (List<ShopEvent> chunk = telling.chunk(until, 77); !chunk.isEmpty(); chunk = telling.chunk(until, 77)) {
            events.addAll(chunk);
            telling.confirm();
        }
        return events;
    }
}
