package crm.ingest.worker;

import crm.ingest.entity.Bulletin;
import crm.ingest.entity.Claim;
import crm.ingest.entity.PartitionId;
import crm.ingest.service.Fenced;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/** What a worker does again and again: poll, claim, apply. For the worker's thread only. */
final class PollLoop {

    private static final Duration PATIENCE = Duration.ofMillis(250);

    /** While there is a backlog: rebalances wait for a poll. */
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Topics topics;
    private final Partitions partitions = new Partitions();
    private final InstantSource clock = InstantSource.system();
    private final FailurePolicy policy = new FailurePolicy(BatchTransaction.TIMEOUT);
    private final Supplier<Bulletin> bulletin;
    private final Trouble trouble;
    private final Assignment assignment;
    private final Decoding decoding;
    private final Mirror mirror;
    private final Attempt attempt;
    private final Halving halving;
    private final BatchSize size;
    private final long memory;
    private final Duration between;
    /** What was polled and is not applied yet. */
    private Batch backlog = Batch.EMPTY;

    private long polledAt = System.nanoTime();

    PollLoop(
            KafkaConsumer<byte[], byte[]> consumer,
            Member member,
            Workplace workplace,
            Trouble trouble,
            BooleanSupplier stopping) {
        this.consumer = consumer;
        this.topics = workplace.topics();
        this.bulletin = workplace.bulletin();
        this.trouble = trouble;
        this.assignment = new Assignment(consumer, member, partitions, workplace, trouble, clock);
        this.decoding = new Decoding(member.group(), workplace.decoder());
        this.mirror = new Mirror(consumer);
        this.memory = workplace.settings().memory();
        Duration tenth = workplace.clients().settings().pollInterval().dividedBy(10);
        this.between = tenth.compareTo(BETWEEN) < 0 ? tenth : BETWEEN;
        this.size = new BatchSize(workplace.times().of(member.group()), workplace::budget, tenth);
        this.attempt = new Attempt(member, workplace, partitions, mirror, size, stopping);
        this.halving = new Halving(attempt);
        consumer.subscribe(member.group().topics(), assignment);
    }

    /**
     * One turn.
     *
     * @throws WakeupException when the worker is to stop
     */
    void turn() {
        try {
            // Before the poll: what it brings of a partition that was moved would be of another place than its claim.
            assignment.obey(bulletin.get());
            if (backlog.isEmpty()) {
                read();
            } else if (System.nanoTime() - polledAt > between.toNanos()) {
                assignment.pollWithoutReading();
                polled();
            }
            assignment.claimDue();
            apply();
        } catch (OffsetOutOfRangeException e) {
            assignment.outOfRange(e);
        }
        assignment.lookAgain(recreated());
        mirror.flush(owned());
    }

    /** Tells Kafka the last positions. */
    void end() {
        mirror.flushNow(owned());
    }

    private void read() {
        ConsumerRecords<byte[], byte[]> polled = consumer.poll(PATIENCE);
        polled();
        if (polled.nextOffsets().isEmpty()) {
            rest();
        } else {
            decode(polled);
        }
    }

    private void polled() {
        polledAt = System.nanoTime();
        attempt.polled();
    }

    private void rest() {
        // Nothing is left to do, so Kafka's tools need not wait for their turn to see that.
        mirror.flushNow(owned());
        if (partitions.complete()) {
            trouble.calm(clock.instant());
        }
    }

    private void decode(ConsumerRecords<byte[], byte[]> polled) {
        try {
            backlog = decoding.batch(polled, partitions, memory);
        } catch (RuntimeException e) {
            conclude(Outcome.failed(policy.judge(e, Duration.ZERO), e));
            return;
        }
        Map<PartitionId, OffsetAndMetadata> left = backlog.ends();
        left.entrySet()
                .removeIf(end -> end.getValue().offset()
                        == polled.nextOffsets()
                                .get(KafkaPartitions.kafka(end.getKey()))
                                .offset());
        assignment.readAgainFrom(left);
    }

    private void apply() {
        backlog = backlog.ownedIn(partitions);
        if (backlog.isEmpty()) {
            return;
        }
        Batch part = size.of(backlog);
        Outcome outcome = halving.apply(part);
        if (outcome.is(Verdict.TIMED_OUT) && size.timedOut(part)) {
            outcome = halving.park(part, outcome);
        }
        conclude(outcome);
        if (outcome.is(Verdict.APPLIED)) {
            backlog = part == backlog ? Batch.EMPTY : backlog.rest(part.size());
        } else {
            assignment.rewind(backlog.partitions());
            backlog = Batch.EMPTY;
        }
    }

    private void conclude(Outcome outcome) {
        switch (outcome.verdict()) {
            case APPLIED -> trouble.over(clock.instant());
            case FENCED -> assignment.fenced(fenced(outcome));
            case TRY_AGAIN, TIMED_OUT, BROKEN ->
                assignment.waitAfter(outcome.cause().orElseThrow());
            case HELD -> assignment.hold(partitions.held());
            case POSTPONED -> {}
            case STOPPED -> throw new WakeupException();
        }
    }

    private static Set<PartitionId> fenced(Outcome outcome) {
        return Causes.of(outcome.cause().orElseThrow()).stream()
                .filter(Fenced.class::isInstance)
                .findFirst()
                .map(cause -> ((Fenced) cause).partitions())
                .orElse(Set.of());
    }

    private List<PartitionId> recreated() {
        return partitions.owned().stream()
                .filter(this::recreated)
                .map(Claim::partition)
                .toList();
    }

    private boolean recreated(Claim claim) {
        return topics.id(claim.partition().topic())
                .filter(id -> !id.equals(claim.topicId()))
                .isPresent();
    }

    private List<TopicPartition> owned() {
        return partitions.owned().stream()
                .map(claim -> KafkaPartitions.kafka(claim.partition()))
                .toList();
    }
}
