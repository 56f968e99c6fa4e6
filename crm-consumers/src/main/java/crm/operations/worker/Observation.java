package crm.operations.worker;

import crm.ingest.entity.Bulletin;
import crm.ingest.entity.Hold;
import crm.ingest.entity.PartitionId;
import crm.ingest.entity.Position;
import crm.operations.entity.GroupStatus;
import crm.operations.entity.GroupStatus.PartitionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was seen of one group at one moment.
 *
 * @param positions of the database, by partition; none for a partition that was never claimed
 * @param ends of the log
 * @param members ids of the workers in the group
 * @param oldest when the first record not applied yet was produced, where there is one
 * @param bulletin what is decided about the group, and which nodes live
 */
record Observation(
        Instant at,
        String group,
        Map<PartitionId, Position> positions,
        Map<PartitionId, Long> ends,
        Set<String> members,
        Map<PartitionId, Instant> oldest,
        Bulletin bulletin) {

    /** The same with positions and decisions that are newer; what is not known of them yet is left out. */
    Observation with(Map<PartitionId, Position> newer, Bulletin decided) {
        Map<PartitionId, Instant> still = new HashMap<>(oldest);
        still.keySet().removeIf(partition -> position(partition) != nextOffset(newer.get(partition)));
        return new Observation(at, group, newer, ends, members, still, decided);
    }

    GroupStatus status(double rate) {
        List<PartitionStatus> partitions =
                ends.keySet().stream().sorted().map(this::partition).toList();
        return new GroupStatus(
                group,
                state(partitions),
                bulletin.wanted(group),
                members.size(),
                members.stream().sorted().toList(),
                partitions,
                partitions.stream().mapToLong(PartitionStatus::lag).sum(),
                partitions.stream()
                        .map(PartitionStatus::lagSeconds)
                        .max(Comparator.naturalOrder())
                        .orElse(0.0),
                rate);
    }

    private String state(List<PartitionStatus> partitions) {
        if (members.isEmpty()) {
            return "stopped";
        }
        boolean still = !partitions.isEmpty() && partitions.stream().allMatch(PartitionStatus::paused);
        return still ? "paused" : "running";
    }

    private PartitionStatus partition(PartitionId partition) {
        List<Hold.Reason> held = bulletin.held(group, partition);
        return new PartitionStatus(
                partition.topic(),
                partition.partition(),
                position(partition),
                ends.get(partition),
                lag(partition),
                lagSeconds(partition),
                owner(partition),
                !held.isEmpty(),
                held.stream().map(Hold.Reason::word).toList());
    }

    private long position(PartitionId partition) {
        return nextOffset(positions.get(partition));
    }

    private static long nextOffset(Position known) {
        return known == null ? 0 : known.nextOffset();
    }

    private long lag(PartitionId partition) {
        return Math.max(0, ends.get(partition) - position(partition));
    }

    private double lagSeconds(PartitionId partition) {
        Instant produced = oldest.get(partition);
        return lag(partition) == 0 || produced == null
                ? 0
                : Math.max(0, Duration.between(produced, at).toMillis() / 1000.0);
    }

    /** Who claimed it last, unless that worker has left the group. */
    private String owner(PartitionId partition) {
        Position known = positions.get(partition);
        return known != null && members.contains(known.owner()) ? known.owner() : "";
    }
}
