package crm.ingest.entity;

/**
 * A position that was moved, or would be.
 *
 * @param from the record that would have been applied next
 * @param to the one that is applied next
 */
public record SeekMove(String topic, int partition, long from, long to) {

    /** How many offsets come again; those that were applied before have no effect. */
    public long again() {
        return Math.max(0, from - to);
    }

    /** How many are passed over. */
    public long skipped() {
        return Math.max(0, to - from);
    }
}
