package crm.dev.shop;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The shop's history on its way out: a chunk is offered again and again until it is confirmed. */
final class Telling {

    private static final Duration LONGEST_GAP = Duration.ofDays(366);

    private final ShopPlan plan;
    private final ShopHistory history;
    private List<ShopEvent> chunk = List.of();
    private long taken;

    /** Goes on after so many events. */
    Telling(ShopPlan plan, long told) {
        this.plan = plan;
        this.history = new ShopHistory(plan);
        for (long i = 0; i < told; i++) {
            history.next();
        }
    }

    /** How many events there are until then, from the very first one. */
    static long count(ShopPlan plan, Instant until) {
        ShopHistory history = new ShopHistory(plan);
        long count = 0;
        for (; !history.nextTime().isAfter(until); history.next()) {
            count++;
        }
        return count;
    }

    /** The next events, none later than the given moment; none if there are none. */
    List<ShopEvent> chunk(Instant until, int most) {
        if (chunk.isEmpty()) {
            List<ShopEvent> next = new ArrayList<>();
            taken = 0;
            while (next.size() < most && !history.nextTime().isAfter(until)) {
                ShopEvent event = history.next();
                taken++;
                if (!isTooOld(event, until)) {
                    next.add(event);
                }
            }
            chunk = next;
        }
        return chunk;
    }

    /** The broker has the chunk. How many events of the history that were. */
    long confirm() {
        long confirmed = taken;
        chunk = List.of();
        taken = 0;
        return confirmed;
    }

    // After years of standing still only the last one is made up for.
    private boolean isTooOld(ShopEvent event, Instant until) {
        return event.time().isAfter(plan.origin()) && event.time().isBefore(until.minus(LONGEST_GAP));
    }
}
