package crm.operations.worker;

import crm.ingest.entity.Bulletin;
import crm.ingest.entity.Hold;
import crm.ingest.entity.PartitionId;
import crm.ingest.entity.Position;
import crm.operations.entity.GroupSample;
import crm.operations.entity.GroupStatus;
import crm.operations.entity.GroupStatus.PartitionStatus;
import crm.operations.entity.PartitionSample;
import crm.operations.entity.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What was seen of one group at one moment.
 *
 * @param positions of the database, by partition; none for a partition that was never claimed
 * @param ends of the log
 * @param committed positions that Kafka has
 * @param members ids of the workers in the group
 * @param oldest when the first record not applied yet was produced, where there is one
 * @param bulletin what is decided about the group, and which nodes live
 */
record Observation(
        Instant at,
        String group,
        Map<PartitionId, Position> positions,
        Map<PartitionId, Long> ends,
        Map<PartitionId, Long> committed,
        Set<String> members,
        Map<PartitionId, Instant> oldest,
        Bulletin bulletin) {

    /** The same with positions and decisions that are newer; what is not known of them yet is left out. */
    Observation with(Map<PartitionId, Position> newer, Bulletin decided) {
        Map<PartitionId, Instant> still = new HashMap<>(oldest);
        still.keySet().removeIf(partition -> position(partition) != nextOffset(newer.get(partition)));
        return new Observation(at, group, newer, ends, committed, members, still, decided);
    }

    /** Records per second of a partition over the last seconds. */
    record Flow(double in, double out) {

        static final Flow NONE = new Flow(0, 0);
    }

    GroupStatus status(Map<PartitionId, Flow> flows, Past past) {
        List<PartitionStatus> partitions = partitions()
                .map(partition -> partition(partition, flows.getOrDefault(partition, Flow.NONE), past))
                .toList();
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
                partitions.stream().mapToDouble(PartitionStatus::rateOut).sum(),
                partitions.stream().map(PartitionStatus::status).reduce(Progress.OK, Progress::or),
                partitions.stream().mapToDouble(PartitionStatus::rateIn).sum());
    }

    GroupSample sample() {
        return new GroupSample(
                group,
                at,
                members.stream().sorted().toList(),
                partitions().map(this::sample).toList());
    }

    private Stream<PartitionId> partitions() {
        return ends.keySet().stream().sorted();
    }

    private String state(List<PartitionStatus> partitions) {
        if (members.isEmpty()) {
            return "stopped";
        }
        boolean still = !partitions.isEmpty() && partitions.stream().allMatch(PartitionStatus::paused);
        return still ? "paused" : "running";
    }

    private PartitionStatus partition(PartitionId partition, Flow flow, Past past) {
        List<Hold.Reason> held = bulletin.held(group, partition);
        String owner = owner(partition);
        Progress.Look look = new Progress.Look(at, position(partition), ends.get(partition), !owner.isEmpty());
        return new PartitionStatus(
                partition.topic(),
                partition.partition(),
                position(partition),
                ends.get(partition),
                lag(partition),
                lagSeconds(partition),
                owner,
                !held.isEmpty(),
                held.stream().map(Hold.Reason::word).toList(),
                committed(partition),
                flow.in(),
                flow.out(),
                past.progress(partition, look),
                past.since(owner, partition));
    }

    private PartitionSample sample(PartitionId partition) {
        return new PartitionSample(
                partition,
                position(partition),
                committed(partition),
                ends.get(partition),
                records(partition),
                lagSeconds(partition),
                owner(partition));
    }

    private OptionalLong committed(PartitionId partition) {
        Long known = committed.get(partition);
        return known == null ? OptionalLong.empty() : OptionalLong.of(known);
    }

    private long records(PartitionId partition) {
        Position known = positions.get(partition);
        return known == null ? 0 : known.records();
    }

    private long position(PartitionId partition) {
        return nextOffset(positions.get(partition));
    }

    /** Up to when all that was produced is applied; empty where records wait of which it is not known how old they are. */
    Optional<Instant> appliedUntil() {
        List<PartitionId> behind =
                ends.keySet().stream().filter(partition -> lag(partition) > 0).toList();
        return !ends.isEmpty() && oldest.keySet().containsAll(behind)
                ? Optional.of(behind.stream()
                        .map(oldest::get)
                        .filter(at::isAfter)
                        .min(Comparator.naturalOrder())
                        .orElse(at))
                : Optional.empty();
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
