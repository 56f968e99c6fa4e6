package crm.ingest.worker;

import crm.ingest.entity.Bulletin;
import crm.ingest.entity.Claim;
import crm.ingest.entity.Claims;
import crm.ingest.entity.PartitionId;
import crm.ingest.entity.Rebalance;
import crm.ingest.service.PositionStore;
import crm.ingest.service.RebalanceDiary;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/**
 * From assigned to claimed to owned: what Kafka assigns stands still until the database has granted the claim, then is
 * read from the database's position. For the worker's thread only, inside and outside {@code poll}.
 */
final class Assignment implements ConsumerRebalanceListener {

    private static final Logger LOG = System.getLogger(Assignment.class.getName());

    /** Before a log that is not what it was is looked at again: its replicas may still be settling. */
    private static final Duration SETTLING = Duration.ofSeconds(1);

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Consumer<byte[], byte[]> consumer;
    private final Member member;
    private final Partitions partitions;
    private final PartitionLogs logs;
    private final PositionStore positions;
    private final RebalanceDiary diary;
    private final Trouble trouble;
    private final Duration session;
    private final Duration patience;
    private final WorkerTelemetry telemetry;
    private final FailurePolicy policy = new FailurePolicy(BatchTransaction.TIMEOUT);
    private final InstantSource clock;

    /** Fenced, and the database could not be asked yet by whom. */
    private final Set<PartitionId> unclear = new TreeSet<>();

    /** Whose log did not meet the position: the next claim of them looks again before it is believed. */
    private final Map<PartitionId, Claim> doubted = new TreeMap<>();

    Assignment(
            Consumer<byte[], byte[]> consumer,
            Member member,
            Partitions partitions,
            Workplace workplace,
            Trouble trouble,
            InstantSource clock) {
        this.consumer = consumer;
        this.member = member;
        this.partitions = partitions;
        this.logs = new PartitionLogs(consumer, workplace.topics());
        this.positions = workplace.positions();
        this.diary = workplace.diary();
        this.session = workplace.clients().settings().session();
        this.patience = patience(workplace.clients().settings().pollInterval());
        this.telemetry = workplace.telemetry();
        this.trouble = trouble;
        this.clock = clock;
    }

    /** For all claims of one turn: Kafka expects a poll after it. */
    private static Duration patience(Duration pollInterval) {
        Duration fifth = pollInterval.dividedBy(5);
        return fifth.compareTo(PATIENCE) < 0 ? fifth : PATIENCE;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
        telemetry.rebalanced(member.group().id());
        List<PartitionId> ours = KafkaPartitions.ours(assigned);
        partitions.assigned(ours, clock.instant());
        unclear.removeAll(Set.copyOf(ours));
        diary.told(member.group().id(), member.id(), Rebalance.Kind.ASSIGNED, ours);
        halt(ours);
        claimDue();
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
        gone(revoked, Rebalance.Kind.REVOKED);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> lost) {
        gone(lost, Rebalance.Kind.LOST);
    }

    private void gone(Collection<TopicPartition> taken, Rebalance.Kind kind) {
        List<PartitionId> ours = KafkaPartitions.ours(taken);
        partitions.revoked(ours);
        unclear.removeAll(Set.copyOf(ours));
        logs.forget(ours);
        doubted.keySet().removeAll(Set.copyOf(ours));
        diary.told(member.group().id(), member.id(), kind, ours);
    }

    /**
     * Does what operators want, as this node has last seen it: what is held stops, what is held no more goes on, and a
     * position that somebody has moved is claimed again.
     */
    void obey(Bulletin bulletin) {
        String group = member.group().id();
        Set<PartitionId> lifted = new TreeSet<>(partitions.held());
        lifted.removeIf(partition -> !bulletin.held(group, partition).isEmpty());
        partitions.released(lifted, clock.instant());
        Set<PartitionId> stopped = new TreeSet<>(partitions.all());
        stopped.removeAll(partitions.held());
        stopped.removeIf(partition -> bulletin.held(group, partition).isEmpty());
        hold(stopped);
        Set<PartitionId> moved = partitions.owned().stream()
                .filter(claim -> bulletin.epoch(group, claim.partition()) > claim.epoch())
                .map(Claim::partition)
                .collect(Collectors.toSet());
        if (!moved.isEmpty()) {
            fenced(moved);
        }
    }

    /** Lets these stand still until the hold on them is lifted. */
    void hold(Collection<PartitionId> stopped) {
        halt(stopped);
        partitions.hold(stopped);
    }

    /** Claims what is assigned and not owned, where it is time to. */
    void claimDue() {
        List<PartitionId> due = due();
        if (!due.isEmpty()) {
            new Separately(clock, patience)
                    .attempt(due, this::claim)
                    .ifPresent(rest -> retry(rest.of(), rest.failure()));
        }
    }

    private void claim(List<PartitionId> due) {
        List<Claim> before = due.stream()
                .flatMap(partition -> Optional.ofNullable(doubted.get(partition)).stream())
                .toList();
        Claims claims = positions.claim(member.group().id(), member.id(), logs.of(due), before);
        Set<PartitionId> refused = new TreeSet<>(due);
        doubted.keySet().removeAll(refused);
        claims.doubted().forEach(claim -> doubted.put(claim.partition(), claim));
        refused.removeAll(doubted.keySet());
        // What the broker has said of a log is good for this claim, and for a second look.
        logs.forget(refused);
        claims.granted().forEach(claim -> refused.remove(claim.partition()));
        claims.granted().forEach(this::take);
        partitions.released(partitionsOf(claims.doubted()), clock.instant().plus(SETTLING));
        // What was not granted is held, though the word may not have come here yet.
        hold(refused);
    }

    private static List<PartitionId> partitionsOf(Collection<Claim> claims) {
        return claims.stream().map(Claim::partition).toList();
    }

    private void take(Claim claim) {
        withAssigned(claim.partition(), partition -> {
            seek(claim);
            consumer.resume(List.of(partition));
            partitions.claimed(claim);
        });
    }

    /** Lets go of everything until the trouble may be over. */
    void waitAfter(Throwable cause) {
        Set<PartitionId> all = new TreeSet<>(partitions.all());
        all.removeAll(partitions.held());
        halt(all);
        partitions.released(all, trouble.met(cause, clock.instant()));
    }

    /**
     * Others have claimed these. Kafka will take them away, or has and assigned them again; only if neither happens for
     * well over a session they are claimed back. Those that this worker itself claimed last were moved by an operator.
     */
    void fenced(Set<PartitionId> lost) {
        LOG.log(Level.INFO, "worker=" + member.id() + " fenced partitions=" + lost);
        halt(lost);
        askWhoOwns(lost);
    }

    private void askWhoOwns(Set<PartitionId> lost) {
        unclear.addAll(lost);
        try {
            List<PartitionId> moved = positions.ownedBy(member.group().id(), member.id(), lost);
            partitions.released(lost, clock.instant().plus(session.multipliedBy(2)));
            partitions.released(moved, clock.instant());
            unclear.removeAll(lost);
        } catch (RuntimeException e) {
            retry(lost, e);
        }
    }

    /** Asks about those first of which nobody has said yet whose they are: another's must not be taken from it. */
    private List<PartitionId> due() {
        Set<PartitionId> asked = new TreeSet<>(partitions.due(clock.instant()));
        asked.retainAll(unclear);
        if (!asked.isEmpty()) {
            askWhoOwns(asked);
        }
        return partitions.due(clock.instant());
    }

    private void retry(Collection<PartitionId> failed, RuntimeException cause) {
        if (policy.judge(cause, Duration.ZERO) == Verdict.STOPPED) {
            throw cause;
        }
        partitions.released(failed, trouble.met(cause, clock.instant()));
    }

    /** The log does not have the position: what it has decides where to go on. */
    void outOfRange(OffsetOutOfRangeException e) {
        logs.outOfRange(e);
        lookAgain(KafkaPartitions.ours(e.partitions()));
    }

    /** Lets go of those whose log is not the one that was claimed. */
    void lookAgain(Collection<PartitionId> changed) {
        Set<PartitionId> assigned = new TreeSet<>(changed);
        assigned.retainAll(partitions.all());
        assigned.removeAll(partitions.held());
        halt(assigned);
        partitions.released(assigned, clock.instant().plus(SETTLING));
    }

    /** Reads those that are owned from the database's position again. */
    void rewind(Set<PartitionId> read) {
        for (PartitionId partition : read) {
            partitions.claim(partition).ifPresent(claim -> withAssigned(partition, kafka -> seek(claim)));
        }
    }

    /** What was read beyond these places is read again, once there is room. */
    void readAgainFrom(Map<PartitionId, OffsetAndMetadata> places) {
        places.forEach((partition, place) -> withAssigned(partition, kafka -> consumer.seek(kafka, place)));
    }

    /** Holds what is owned back for one poll, which then brings no records but all else. */
    void pollWithoutReading() {
        for (Claim claim : partitions.owned()) {
            withAssigned(claim.partition(), kafka -> consumer.pause(List.of(kafka)));
        }
        try {
            ConsumerRecords<byte[], byte[]> polled = consumer.poll(Duration.ZERO);
            // Of partitions that came with this very poll: there is no room for them yet.
            rewind(Set.copyOf(KafkaPartitions.ours(polled.partitions())));
        } finally {
            for (Claim claim : partitions.owned()) {
                withAssigned(claim.partition(), kafka -> consumer.resume(List.of(kafka)));
            }
        }
    }

    private void seek(Claim claim) {
        consumer.seek(
                KafkaPartitions.kafka(claim.partition()),
                new OffsetAndMetadata(claim.nextOffset(), claim.leaderEpoch(), ""));
    }

    /** Stops the flow. Without some position {@code poll} would look for one, and fail. */
    private void halt(Collection<PartitionId> stopped) {
        for (PartitionId partition : stopped) {
            withAssigned(partition, kafka -> {
                consumer.pause(List.of(kafka));
                consumer.seek(kafka, 0);
            });
        }
    }

    /** Kafka may have taken a partition away and not said so yet; then it is gone for us too. */
    private void withAssigned(PartitionId partition, java.util.function.Consumer<TopicPartition> action) {
        try {
            action.accept(KafkaPartitions.kafka(partition));
        } catch (IllegalStateException e) {
            partitions.revoked(List.of(partition));
        }
    }
}
