package crm.operations.entity;

import java.util.List;
import java.util.OptionalLong;

/**
 * A topic as the broker has it.
 *
 * @param records at most, since compaction and transactions leave holes
 * @param retentionMs after how many milliseconds the broker deletes records; empty where it does not
 * @param cleanupPolicy {@code delete}, {@code compact} or both
 */
public record TopicStatus(
        String topic,
        int partitions,
        int replicationFactor,
        long records,
        OptionalLong retentionMs,
        String cleanupPolicy,
        List<LogRange> logs) {

    public TopicStatus {
        logs = List.copyOf(logs);
    }

    /**
     * What a partition holds.
     *
     * @param beginOffset of its oldest record
     * @param endOffset where the next will be written
     */
    public record LogRange(int partition, long beginOffset, long endOffset) {}
}
