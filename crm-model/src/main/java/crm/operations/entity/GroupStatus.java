package crm.operations.entity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A consumer group now.
 *
 * @param state {@code running}, {@code waiting} (a broker or database is away), {@code paused} (all of it stands still on
 *     somebody's word) or {@code stopped}
 * @param workers wanted in total over all nodes
 * @param running how many of them are members of the group now
 * @param members ids of the workers in the group
 * @param lag records not applied yet, over all partitions
 * @param lagSeconds age of the oldest record not applied yet, 0 without one
 * @param rate records applied per second over the last seconds
 * @param status the worst of its partitions
 * @param rateIn records written to its topics per second over the last seconds
 */
public record GroupStatus(
        String group,
        String state,
        int workers,
        int running,
        List<String> members,
        List<PartitionStatus> partitions,
        long lag,
        double lagSeconds,
        double rate,
        Progress status,
        double rateIn) {

    /**
     * One partition of one of its topics.
     *
     * @param position next offset to apply, as the database has it
     * @param endOffset where the next record will be written
     * @param owner worker that holds it, empty without one
     * @param paused whether it stands still, on an operator's word or until one decides
     * @param held why it does: {@code paused}, {@code loss}, {@code broken}; empty while it flows
     * @param committed the position as Kafka has it, a second behind; empty where Kafka has none
     * @param since when its owner was given it, where that is known
     */
    public record PartitionStatus(
            String topic,
            int partition,
            long position,
            long endOffset,
            long lag,
            double lagSeconds,
            String owner,
            boolean paused,
            List<String> held,
            OptionalLong committed,
            double rateIn,
            double rateOut,
            Progress status,
            Optional<Instant> since) {}

    /** The same in another state. */
    public GroupStatus in(String other) {
        return new GroupStatus(
                group, other, workers, running, members, partitions, lag, lagSeconds, rate, status, rateIn);
    }
}
