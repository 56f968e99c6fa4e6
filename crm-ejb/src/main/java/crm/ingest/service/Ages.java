package crm.ingest.service;

import java.util.Arrays;
import java.util.Collection;
import java.util.OptionalDouble;

/**
 * How old things were, of the last minute, in buckets of which each reaches 15 % further than the one before: right to
 * some percent from a millisecond to weeks, in little room. Thread-safe.
 */
final class Ages {

    static final int BUCKETS = 160;

    private static final int SECONDS = 60;
    private static final double GROWTH = 1.15;
    private static final double MILLIS = 1000;

    private final long[][] counts = new long[SECONDS][BUCKETS];
    private final long[] seconds = new long[SECONDS];

    /** Counts ages in milliseconds that were found in a second. */
    synchronized void add(long second, Collection<Long> millis) {
        int at = (int) Math.floorMod(second, (long) SECONDS);
        if (seconds[at] != second) {
            seconds[at] = second;
            Arrays.fill(counts[at], 0);
        }
        millis.forEach(age -> counts[at][bucket(age)]++);
    }

    private static int bucket(long millis) {
        return millis <= 1 ? 0 : Math.min(BUCKETS - 1, (int) Math.ceil(Math.log((double) millis) / Math.log(GROWTH)));
    }

    /** The buckets of the minute that ends with a second. */
    long[] minute(long second) {
        return last(SECONDS, second);
    }

    /** The buckets of so many seconds, at most a minute, of which the last is this one. */
    synchronized long[] last(int many, long second) {
        long[] sum = new long[BUCKETS];
        for (int at = 0; at < SECONDS; at++) {
            if (seconds[at] <= second && seconds[at] > second - many) {
                add(sum, counts[at]);
            }
        }
        return sum;
    }

    static void add(long[] sum, long[] buckets) {
        for (int i = 0; i < Math.min(sum.length, buckets.length); i++) {
            sum[i] += buckets[i];
        }
    }

    /** Seconds that a share of all was not older than; none where there was nothing. */
    static OptionalDouble within(long[] buckets, double share) {
        long all = Arrays.stream(buckets).sum();
        long counted = 0;
        for (int i = 0; i < buckets.length; i++) {
            counted += buckets[i];
            if (all > 0 && counted >= share * all) {
                return OptionalDouble.of(Math.pow(GROWTH, i) / MILLIS);
            }
        }
        return OptionalDouble.empty();
    }
}
