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
    private final Rates rates = new Rates();
    private volatile String problem = "";

    private record Sight(Observation observation, double rate) {

        GroupStatus status() {
            return observation.status(rate);
        }
    }

    Lookout(List<Group> groups, PositionStore positions, BulletinBoard board, Broker broker, Topics topics) {
        this.groups = groups;
        this.positions = positions;
        this.board = board;
        this.broker = broker;
        this.topics = topics;
    }

    /** As last seen. */
    GroupStatus status(Group group) {
        Sight sight = seen.get(group.id());
        return sight == null ? unseen(group, Bulletin.NONE).status().in("waiting") : sight.status();
    }

    private static Sight unseen(Group group, Bulletin bulletin) {
        return new Sight(
                new Observation(Instant.EPOCH, group.id(), Map.of(), Map.of(), Set.of(), Map.of(), bulletin), 0);
    }

    /** Asks the database what somebody has just changed; the rest stays as last seen. */
    GroupStatus refresh(Group group) {
        acts.incrementAndGet();
        Bulletin bulletin = board.read(List.of(group.id()));
        Map<PartitionId, Position> now = byPartition(positions.of(Set.of(group.id())));
        Sight sight = seen.getOrDefault(group.id(), unseen(group, bulletin));
        Sight fresh = new Sight(sight.observation().with(now, bulletin), sight.rate());
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
        Map<String, Set<String>> members =
                broker.members(groups.stream().map(Group::id).toList());
        rates.add(now, counts(byGroup));
        for (Group group : groups) {
            Map<PartitionId, Position> stands = byPartition(byGroup.getOrDefault(group.id(), List.of()));
            Map<PartitionId, Long> its = partitions(group).collect(Collectors.toMap(Function.identity(), ends::get));
            Map<PartitionId, Instant> waiting = oldest(group).at(behind(its, stands));
            Observation observation =
                    new Observation(now, group.id(), stands, its, members.get(group.id()), waiting, bulletin);
            sights.put(group.id(), new Sight(observation, rates.of(group.id())));
        }
        return sights;
    }

    private static Map<PartitionId, Position> byPartition(List<Position> positions) {
        return positions.stream().collect(Collectors.toMap(Position::partition, Function.identity()));
    }

    private Stream<PartitionId> partitions(Group group) {
        return group.topics().stream()
                .flatMap(topic -> IntStream.range(0, topics.partitions(topic))
                        .mapToObj(number -> new PartitionId(topic, number)));
    }

    private static Map<String, Long> counts(Map<String, List<Position>> byGroup) {
        return byGroup.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().stream()
                                .mapToLong(Position::records)
                                .sum()));
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

    /** Lets go of what is only needed while somebody watches. */
    void rest() {
        oldest.values().forEach(OldestRecords::close);
        oldest.clear();
    }
}
