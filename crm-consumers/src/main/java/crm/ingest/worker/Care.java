package crm.ingest.worker;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How careful a worker is with its handler. While it has failed at no event lately a transaction just applies what it has. For a
 * while after a failure it asks the handler first, and applies behind a savepoint, in portions that are as large as it is likely
 * that none in them is broken. Not thread-safe, but may be asked in a transaction.
 */
public final class Care {

    private static final Duration LASTS = Duration.ofMinutes(5);

    /** What the share of broken events was before still weighs after a transaction. */
    private static final double MEMORY = 0.8;

    private static final int LEAST = 8;

    private final InstantSource clock;
    private Instant until = Instant.MIN;
    private double share;

    Care(InstantSource clock) {
        this.clock = clock;
    }

    /** The handler has failed at an event. */
    void failed() {
        until = clock.instant().plus(LASTS);
    }

    boolean taken() {
        return clock.instant().isBefore(until);
    }

    /**
     * A transaction has committed.
     *
     * @param events that it had
     * @param sought how many of them were broken and had to be sought
     */
    void sifted(int events, int sought) {
        if (events > 0) {
            share = MEMORY * share + (1 - MEMORY) * sought / events;
        }
    }

    /** How many events to apply at once: with about one half of such portions nothing is wrong (Sobel and Groll 1959). */
    int portion() {
        double half = Math.log(2) / share;
        return half < Integer.MAX_VALUE ? Math.max(LEAST, (int) half) : Integer.MAX_VALUE;
    }
}
