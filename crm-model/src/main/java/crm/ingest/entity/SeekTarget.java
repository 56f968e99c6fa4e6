package crm.ingest.entity;

import static java.util.Objects.requireNonNull;

/**
 * Where a position shall stand.
 *
 * @param log what the broker has of the partition
 * @param to the first record that shall be applied next
 */
public record SeekTarget(PartitionLog log, long to) {

    public SeekTarget {
        requireNonNull(log, "log");
    }

    public PartitionId partition() {
        return log.partition();
    }
}
