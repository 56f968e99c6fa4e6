package crm.operations.entity;

import java.time.Instant;

/**
 * How long a group's transactions take by how many records they have, T(b) = t0 + t1 b in seconds, as one server has learnt
 * it from its own.
 *
 * @param batches from how many
 * @param rSquared how much of what differs between them it explains, 0 to 1
 */
public record ServiceFit(String group, String node, Instant at, long batches, double t0, double t1, double rSquared) {

    private static final long ENOUGH = 20;

    /** Whether it says something: of many transactions, and longer for more records. */
    public boolean isTelling() {
        return batches >= ENOUGH && t0 >= 0 && t1 > 0;
    }

    /** Seconds for a transaction of so many records. */
    public double seconds(double records) {
        return t0 + t1 * records;
    }

    /** Records per second of one worker whose transactions have so many. */
    public double rate(double records) {
        return records / seconds(records);
    }
}
