package crm.ingest.entity;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/**
 * What the broker holds of a partition now.
 *
 * @param begin the oldest record's offset
 * @param end where the next record will be written
 * @param agreed where a reader that stands beyond the end goes on: the last offset up to which its past and this log
 *     are the same, or the beginning where that is not known
 */
public record PartitionLog(PartitionId partition, UUID topicId, long begin, long end, long agreed) {

    public PartitionLog {
        requireNonNull(partition, "partition");
        requireNonNull(topicId, "topicId");
    }

    public PartitionLog(PartitionId partition, UUID topicId, long begin, long end) {
        this(partition, topicId, begin, end, begin);
    }

    /** The same log, of which the reader's past differs from this offset on. */
    public PartitionLog divergingAt(long offset) {
        return new PartitionLog(partition, topicId, begin, offset, Math.max(begin, offset));
    }
}
