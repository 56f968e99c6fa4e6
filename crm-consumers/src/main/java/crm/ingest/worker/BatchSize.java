package crm.ingest.worker;

import crm.ingest.entity.Delivery;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * How many records go into one transaction: as many as the time budget allows, by what transactions of the group have taken;
 * to begin with few, twice as many as long as there are more, and half as many at once after one that took far too long. Where
 * what any transaction costs eats the budget, as many as make it half of the time: fewer would only take longer. Not
 * thread-safe.
 */
final class BatchSize {

    private static final int FIRST = 256;
    private static final int MOST = Integer.MAX_VALUE;
    private static final int TRIES_ALONE = 3;

    /** From here on the line is believed. */
    private static final int KNOWN = 20;

    private final ServiceTime times;
    private final Supplier<Duration> budget;
    private final Duration limit;
    private int most = FIRST;
    /** The last that was given up for time when it stood alone. */
    private Delivery alone;

    private int triedAlone;

    /**
     * @param budget for a transaction, as it is now
     * @param limit of that, however much a transaction costs
     */
    BatchSize(ServiceTime times, Supplier<Duration> budget, Duration limit) {
        this.times = times;
        this.budget = budget;
        this.limit = limit;
    }

    /** The first of them, as many as one transaction shall take. */
    Batch of(Batch backlog) {
        int count = count();
        return backlog.size() > count ? backlog.first(count) : backlog;
    }

    private int count() {
        return Math.min(
                most, times.fit().filter(BatchSize::known).map(this::allowed).orElse(MOST));
    }

    private int allowed(ServiceTime.Fit fit) {
        return fit.within(target());
    }

    private static boolean known(ServiceTime.Fit fit) {
        return fit.transactions() >= KNOWN;
    }

    private Duration target() {
        Duration fixed = times.fit()
                .filter(BatchSize::known)
                .map(fit -> Duration.ofNanos((long) (2 * fit.t0() * 1e9)))
                .orElse(Duration.ZERO);
        Duration given = budget.get();
        Duration target = fixed.compareTo(given) > 0 ? fixed : given;
        return target.compareTo(limit) > 0 ? limit : target;
    }

    /** A transaction of so many has committed. */
    void committed(int count, Duration took) {
        Duration target = target();
        if (count > 1 && took.compareTo(target.multipliedBy(2)) > 0) {
            most = Math.min(most, Math.max(1, count / 2));
        } else if (count >= most && took.compareTo(target) <= 0) {
            most = most > MOST / 2 ? MOST : most * 2;
        }
    }

    /**
     * The batch was given up for time; true if it is a single record that was so too often. Others may have come and gone
     * between its tries: they say nothing about it.
     */
    boolean timedOut(Batch batch) {
        if (batch.size() > 1) {
            most = batch.size() / 2;
            return false;
        }
        Delivery record = batch.deliveries().findFirst().orElse(null);
        triedAlone = record != null && record.equals(alone) ? triedAlone + 1 : 1;
        alone = record;
        return record != null && triedAlone >= TRIES_ALONE;
    }
}
