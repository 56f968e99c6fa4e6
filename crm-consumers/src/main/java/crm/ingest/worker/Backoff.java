package crm.ingest.worker;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: twice as long after each failure, up to a limit, and never quite the same, so
 * that those who failed together do not come back together. Not thread-safe.
 */
final class Backoff {

    private static final int DOUBLINGS = 20;

    private final Duration first;
    private final Duration limit;
    private final RandomGenerator random;
    private int failures;

    Backoff(Duration first, Duration limit, RandomGenerator random) {
        this.first = first;
        this.limit = limit;
        this.random = random;
    }

    /** After one more failure: between half of the present step and the whole. */
    Duration next() {
        long step = first.toMillis() << Math.min(failures++, DOUBLINGS);
        long most = Math.min(step, limit.toMillis());
        return Duration.ofMillis(most - random.nextLong(most / 2 + 1));
    }

    void reset() {
        failures = 0;
    }
}
