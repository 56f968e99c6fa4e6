package crm.operations.worker;

import crm.ingest.entity.PartitionId;
import crm.ingest.entity.Position;
import crm.ingest.service.PositionStore;
import crm.ingest.worker.Broker;
import crm.ingest.worker.Group;
import crm.ingest.worker.OldestRecords;
import crm.ingest.worker.Topics;
import crm.operations.entity.GroupStatus;
import crm.operations.entity.Progress;
import crm.operations.service.Samples;
import crm.platform.service.StoreFailed;
import jakarta.ejb.EJBException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;

/**
 * Looks at all groups: one query to the database, and one question each to the broker about ends and members. One thread
 * looks at a time, many may ask what was seen.
 */
final class Lookout {

    private static final Logger LOG = System.getLogger(Lookout.class.getName());

    private final List<Group> groups;
    private final PositionStore positions;
    private final Broker broker;
    private final Topics topics;
    private final Map<String, OldestRecords> oldest = new HashMap<>();
    private final Map<String, GroupStatus> seen = new ConcurrentHashMap<>();
    private final Map<String, Samples.Judged> samples = new ConcurrentHashMap<>();
    private final Rates<PartitionId> written = new Rates<>();
    private final Map<String, Rates<PartitionId>> applied = new HashMap<>();
    private final Memory memory;
    private volatile String problem = "";

    Lookout(List<Group> groups, PositionStore positions, Broker broker, Topics topics, Memory memory) {
        this.groups = groups;
        this.positions = positions;
        this.broker = broker;
        this.topics = topics;
        this.memory = memory;
    }

    /** As last seen. */
    GroupStatus status(Group group) {
        return seen.getOrDefault(group.id(), unseen(group.id()));
    }

    private static GroupStatus unseen(String group) {
        return new GroupStatus(group, "waiting", 0, List.of(), List.of(), 0, 0, 0, Progress.OK, 0);
    }

    /** Whether every group has been seen. */
    boolean complete() {
        return seen.size() == groups.size();
    }

    /** Why the last look failed, empty if it did not. */
    String problem() {
        return problem;
    }

    void look(Instant now, boolean brokerPresent) {
        try {
            Map<String, List<Position>> byGroup = positions();
            problem = "";
            if (brokerPresent) {
                look(now, byGroup);
            }
        } catch (StoreFailed | EJBException e) {
            problem = "The database does not answer.";
            LOG.log(Level.DEBUG, "positions unknown", e);
        } catch (KafkaException e) {
            LOG.log(Level.DEBUG, "ends or members unknown", e);
        }
    }

    private Map<String, List<Position>> positions() {
        Set<String> ids = groups.stream().map(Group::id).collect(Collectors.toSet());
        return positions.of(ids).stream().collect(Collectors.groupingBy(Position::group));
    }

    private void look(Instant now, Map<String, List<Position>> byGroup) {
        List<String> ids = groups.stream().map(Group::id).toList();
        Map<PartitionId, Long> ends =
                broker.ends(groups.stream().flatMap(this::partitions).distinct().toList());
        Map<String, Set<String>> members = broker.members(ids);
        Map<String, Map<PartitionId, Long>> committed = committed(ids);
        written.add(now, ends);
        for (Group group : groups) {
            Map<PartitionId, Position> stands = byGroup.getOrDefault(group.id(), List.of()).stream()
                    .collect(Collectors.toMap(Position::partition, Function.identity()));
            Map<PartitionId, Long> its = partitions(group).collect(Collectors.toMap(Function.identity(), ends::get));
            Map<PartitionId, Long> behind = behind(its, stands);
            Map<PartitionId, Instant> waiting = oldest(group).at(behind, its);
            note(new Observation(
                    now,
                    group.id(),
                    stands,
                    its,
                    committed.getOrDefault(group.id(), Map.of()),
                    members.get(group.id()),
                    waiting));
        }
        memory.keep(now, samples.values(), Set.copyOf(ids));
    }

    private void note(Observation observation) {
        Rates<PartitionId> out = applied.computeIfAbsent(observation.group(), none -> new Rates<>());
        out.add(observation.at(), counts(observation.positions()));
        GroupStatus status = observation.status(
                partition -> new Observation.Flow(written.of(partition), out.of(partition)),
                memory.of(observation.group()));
        seen.put(observation.group(), status);
        samples.put(observation.group(), new Samples.Judged(observation.sample(), status.status()));
    }

    /** Only for comparison: without it everything else is as good. */
    private Map<String, Map<PartitionId, Long>> committed(List<String> ids) {
        try {
            return broker.committed(ids);
        } catch (KafkaException e) {
            LOG.log(Level.DEBUG, "committed offsets unknown", e);
            return Map.of();
        }
    }

    private Stream<PartitionId> partitions(Group group) {
        return group.topics().stream()
                .flatMap(topic -> IntStream.range(0, topics.partitions(topic))
                        .mapToObj(number -> new PartitionId(topic, number)));
    }

    private static Map<PartitionId, Long> counts(Map<PartitionId, Position> positions) {
        return positions.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().records()));
    }

    /** Positions before the end of their log. */
    private static Map<PartitionId, Long> behind(Map<PartitionId, Long> ends, Map<PartitionId, Position> positions) {
        return positions.values().stream()
                .filter(position -> position.nextOffset() < ends.getOrDefault(position.partition(), 0L))
                .collect(Collectors.toMap(Position::partition, Position::nextOffset));
    }

    private OldestRecords oldest(Group group) {
        return oldest.computeIfAbsent(group.id(), id -> new OldestRecords(broker));
    }

    /** Whether anything waits to be applied. */
    boolean backlog() {
        return seen.values().stream().anyMatch(status -> status.lag() > 0);
    }

    /** Lets go of what is only needed while something waits. */
    void rest() {
        oldest.values().forEach(OldestRecords::close);
        oldest.clear();
    }
}
