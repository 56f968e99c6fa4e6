package crm.segment.service;

import java.time.Duration;

/**
 * How many profiles a transaction of a pass asks, so that it lasts a tenth of a second: events of these profiles wait as long. Not
 * thread-safe.
 */
public final class Portion {

    private static final int LEAST = 10;
    private static final int MOST = 500;
    private static final long TOO_LONG = Duration.ofMillis(100).toNanos();
    private static final long SHORT = Duration.ofMillis(50).toNanos();

    private int profiles = LEAST * 10;

    /** How many the next one asks at most. */
    public int profiles() {
        return profiles;
    }

    /**
     * Learns from the last one.
     *
     * @param nanos how long it took
     */
    public void took(long nanos) {
        if (nanos > TOO_LONG) {
            profiles = Math.max(LEAST, profiles / 2);
        } else if (nanos < SHORT) {
            profiles = Math.min(MOST, profiles + profiles / 4);
        }
    }
}
