package crm.ingest.worker;

import crm.ingest.entity.Bulletin;
import crm.ingest.entity.Claim;
import crm.ingest.entity.PartitionId;
import crm.ingest.service.Fenced;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/** What a worker does again and again: poll, claim, apply. For the worker's thread only. */
final class PollLoop {

    private static final Duration PATIENCE = Duration.ofMillis(250);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Topics topics;
    private final Partitions partitions = new Partitions();
    private final Portion portion = new Portion();
    private final InstantSource clock = InstantSource.system();
    private final FailurePolicy policy = new FailurePolicy(BatchTransaction.TIMEOUT);
    private final Supplier<Bulletin> bulletin;
    private final Trouble trouble;
    private final Assignment assignment;
    private final Decoding decoding;
    private final Mirror mirror;
    private final Attempt attempt;
    private final Halving halving;

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
        this.assignment = new Assignment(consumer, member, partitions, workplace, trouble);
        this.decoding = new Decoding(member.group(), workplace.decoder());
        this.mirror = new Mirror(consumer);
        this.attempt = new Attempt(member, workplace, partitions, mirror, stopping);
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
            ConsumerRecords<byte[], byte[]> polled = consumer.poll(PATIENCE);
            attempt.polled();
            assignment.claimDue();
            apply(polled);
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

    private void apply(ConsumerRecords<byte[], byte[]> polled) {
        if (polled.nextOffsets().isEmpty()) {
            rest();
            return;
        }
        decode(polled);
    }

    private void rest() {
        if (partitions.complete()) {
            trouble.calm(clock.instant());
        }
    }

    private void decode(ConsumerRecords<byte[], byte[]> polled) {
        Batch batch;
        try {
            batch = decoding.batch(polled, partitions);
        } catch (RuntimeException e) {
            conclude(Outcome.failed(policy.judge(e, Duration.ZERO), e));
            return;
        }
        if (!batch.isEmpty()) {
            apply(batch);
        }
    }

    private void apply(Batch batch) {
        Batch part = portion.of(batch);
        Outcome outcome = halving.apply(part);
        if (outcome.is(Verdict.TIMED_OUT) && portion.timedOut(part)) {
            outcome = halving.park(part, outcome);
        }
        conclude(outcome);
        if (part.size() < batch.size() || !outcome.is(Verdict.APPLIED)) {
            assignment.rewind(batch.partitions());
        }
    }

    private void conclude(Outcome outcome) {
        switch (outcome.verdict()) {
            case APPLIED -> {
                portion.applied();
                trouble.over(clock.instant());
            }
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
