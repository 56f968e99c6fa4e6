package crm.operations.worker;

import crm.ingest.entity.Bulletin;
import crm.ingest.entity.PartitionId;
import crm.ingest.entity.Position;
import crm.ingest.service.BulletinBoard;
import crm.ingest.service.PositionStore;
import crm.ingest.worker.Broker;
import crm.ingest.worker.Group;
import crm.ingest.worker.OldestRecords;
import crm.ingest.worker.Topics;
import crm.operations.entity.GroupStatus;
import crm.operations.worker.Observation.Flow;
import crm.platform.service.StoreFailed;
import jakarta.ejb.EJBException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
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
    private final BulletinBoard board;
    private final Broker broker;
    private final Topics topics;
    private final Map<String, OldestRecords> oldest = new HashMap<>();
    private final Map<String, Sight> seen = new ConcurrentHashMap<>();
    private final AtomicLong acts = new AtomicLong();
    private final Rates<PartitionId> written = new Rates<>();
    private final Map<String, Rates<PartitionId>> applied = new HashMap<>();
    private final Memory memory;
    private volatile String problem = "";

    /**
     * What was seen of a group, and how it came to it.
     *
     * @param flows records per second
     */
    private record Sight(Observation observation, Map<PartitionId, Flow> flows, Past past) {

        GroupStatus status() {
            return observation.status(flows, past);
        }

        Memory.Seen toKeep() {
            return new Memory.Seen(observation.sample(), status());
        }
    }

    Lookout(
            List<Group> groups,
            PositionStore positions,
            BulletinBoard board,
            Broker broker,
            Topics topics,
            Memory memory) {
        this.groups = groups;
        this.positions = positions;
        this.board = board;
        this.broker = broker;
        this.topics = topics;
        this.memory = memory;
    }

    /** As last seen. */
    GroupStatus status(Group group) {
        Sight sight = seen.get(group.id());
        return sight == null ? unseen(group, Bulletin.NONE).status().in("waiting") : sight.status();
    }

    /** As last seen. */
    Optional<Instant> appliedUntil(Group group) {
        return Optional.ofNullable(seen.get(group.id()))
                .flatMap(sight -> sight.observation().appliedUntil());
    }

    private static Sight unseen(Group group, Bulletin bulletin) {
        return new Sight(
                new Observation(Instant.EPOCH, group.id(), Map.of(), Map.of(), Map.of(), Set.of(), Map.of(), bulletin),
                Map.of(),
                Past.NONE);
    }

    /** Asks the database what somebody has just changed; the rest stays as last seen. */
    GroupStatus refresh(Group group) {
        acts.incrementAndGet();
        Bulletin bulletin = board.read(List.of(group.id()));
        Map<PartitionId, Position> now = byPartition(positions.of(Set.of(group.id())));
        Sight sight = seen.getOrDefault(group.id(), unseen(group, bulletin));
        Sight fresh = new Sight(sight.observation().with(now, bulletin), sight.flows(), sight.past());
        seen.replace(group.id(), fresh);
        return fresh.status();
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
            long before = acts.get();
            Map<String, List<Position>> byGroup = positions();
            Bulletin bulletin = board.read(ids());
            problem = "";
            if (brokerPresent) {
                Map<String, Sight> sights = look(now, byGroup, bulletin);
                if (acts.get() == before) { // else it may be older than what the operator was told
                    seen.putAll(sights);
                }
                memory.keep(now, sights.values().stream().map(Sight::toKeep).toList());
            }
        } catch (StoreFailed | EJBException e) {
            problem = "The database does not answer.";
            LOG.log(Level.DEBUG, "positions unknown", e);
        } catch (KafkaException e) {
            LOG.log(Level.DEBUG, "ends or members unknown", e);
        }
    }

    private Map<String, List<Position>> positions() {
        return positions.of(ids()).stream().collect(Collectors.groupingBy(Position::group));
    }

    private Set<String> ids() {
        return groups.stream().map(Group::id).collect(Collectors.toSet());
    }

    private Map<String, Sight> look(Instant now, Map<String, List<Position>> byGroup, Bulletin bulletin) {
        Map<String, Sight> sights = new HashMap<>();
        Map<PartitionId, Long> ends =
                broker.ends(groups.stream().flatMap(this::partitions).distinct().toList());
        Map<String, Set<String>> members = broker.members(ids());
        Map<String, Map<PartitionId, Long>> committed = committed();
        written.add(now, ends);
        for (Group group : groups) {
            Map<PartitionId, Position> stands = byPartition(byGroup.getOrDefault(group.id(), List.of()));
            Map<PartitionId, Long> its = partitions(group).collect(Collectors.toMap(Function.identity(), ends::get));
            Map<PartitionId, Instant> waiting = oldest(group).at(behind(its, stands), its);
            Observation observation = new Observation(
                    now,
                    group.id(),
                    stands,
                    its,
                    committed.getOrDefault(group.id(), Map.of()),
                    members.get(group.id()),
                    waiting,
                    bulletin);
            sights.put(group.id(), new Sight(observation, flows(observation), memory.of(group.id())));
        }
        return sights;
    }

    private Map<PartitionId, Flow> flows(Observation observation) {
        Rates<PartitionId> out = applied.computeIfAbsent(observation.group(), none -> new Rates<>());
        out.add(
                observation.at(),
                observation.positions().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().records())));
        return observation.ends().keySet().stream()
                .collect(Collectors.toMap(
                        Function.identity(), partition -> new Flow(written.of(partition), out.of(partition))));
    }

    /** Only for comparison: without it everything else is as good. */
    private Map<String, Map<PartitionId, Long>> committed() {
        try {
            return broker.committed(ids());
        } catch (KafkaException e) {
            LOG.log(Level.DEBUG, "committed offsets unknown", e);
            return Map.of();
        }
    }

    private static Map<PartitionId, Position> byPartition(List<Position> positions) {
        return positions.stream().collect(Collectors.toMap(Position::partition, Function.identity()));
    }

    private Stream<PartitionId> partitions(Group group) {
        return group.topics().stream()
                .flatMap(topic -> IntStream.range(0, topics.partitions(topic))
                        .mapToObj(number -> new PartitionId(topic, number)));
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
        return seen.values().stream().anyMatch(sight -> sight.status().lag() > 0);
    }

    /** Lets go of what is only needed while something waits. */
    void rest() {
        oldest.values().forEach(OldestRecords::close);
        oldest.clear();
    }
}
