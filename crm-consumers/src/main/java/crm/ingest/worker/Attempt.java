package crm.ingest.worker;

import crm.ingest.entity.Refused;
import crm.ingest.service.FreshnessService;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** The transaction as the worker sees it: how it ended, and what follows from its commit. */
final class Attempt implements Halving.Transaction {

    private static final Logger LOG = System.getLogger(Attempt.class.getName());

    /** For the transactions of one poll together; well within Kafka's five minutes between polls. */
    private static final Duration PER_POLL = Duration.ofMinutes(2);

    private final Member member;
    private final BatchTransaction transaction;
    private final Partitions partitions;
    private final Mirror mirror;
    private final FreshnessService freshness;
    private final WorkerTelemetry telemetry;
    private final BooleanSupplier stopping;
    private final FailurePolicy policy = new FailurePolicy(BatchTransaction.TIMEOUT);
    private long polledAt = System.nanoTime();

    Attempt(
            Member member,
            BatchTransaction transaction,
            Partitions partitions,
            Mirror mirror,
            FreshnessService freshness,
            WorkerTelemetry telemetry,
            BooleanSupplier stopping) {
        this.member = member;
        this.transaction = transaction;
        this.partitions = partitions;
        this.mirror = mirror;
        this.freshness = freshness;
        this.telemetry = telemetry;
        this.stopping = stopping;
    }

    void polled() {
        polledAt = System.nanoTime();
    }

    @Override
    public Outcome apply(Batch batch) {
        if (stopping.getAsBoolean()) {
            return Outcome.STOPPED;
        } else if (since(polledAt).compareTo(PER_POLL) > 0) {
            return Outcome.POSTPONED;
        }
        return commit(batch);
    }

    private Outcome commit(Batch batch) {
        long began = System.nanoTime();
        try (WorkerTelemetry.Transaction told = telemetry.begin(member.group().id(), batch)) {
            try {
                transaction.apply(member.group(), batch);
            } catch (RuntimeException | LinkageError e) {
                Outcome failed = failed(e, since(began));
                told.failed(failed.verdict(), e);
                return failed;
            }
            told.applied();
        }
        committed(batch);
        return Outcome.APPLIED;
    }

    private Outcome failed(Throwable failure, Duration took) {
        Verdict verdict = stopping.getAsBoolean() ? Verdict.STOPPED : policy.judge(failure, took);
        return Outcome.failed(verdict, failure);
    }

    private void committed(Batch batch) {
        batch.advances().forEach(partitions::advanced);
        mirror.add(batch.advances());
        freshness.applied(batch.produced());
        batch.refused().forEach(this::report);
    }

    private void report(Refused refused) {
        LOG.log(
                Level.INFO,
                "dead_letter=" + refused.rejection().code().name().toLowerCase(Locale.ROOT) + " group="
                        + member.group().id() + " record=" + refused.delivery());
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
