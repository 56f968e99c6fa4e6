package crm.ingest.worker;

import crm.ingest.entity.PartitionId;
import crm.ingest.entity.Refused;
import crm.ingest.service.FreshnessService;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** The transaction as the worker sees it: how it ended, and what follows from its commit. */
final class Attempt implements Halving.Transaction {

    private static final Logger LOG = System.getLogger(Attempt.class.getName());

    /** For the transactions of one poll together, at most; well within Kafka's five minutes between polls. */
    private static final Duration PER_POLL = Duration.ofMinutes(2);

    private final Member member;
    private final BatchTransaction transaction;
    private final Partitions partitions;
    private final Mirror mirror;
    private final FreshnessService freshness;
    private final ServiceTime times;
    private final BatchSize size;
    private final Duration perPoll;
    private final Breaker breaker;
    private final Care care;
    private final WorkerTelemetry telemetry;
    private final BooleanSupplier stopping;
    private final FailurePolicy policy = new FailurePolicy(BatchTransaction.TIMEOUT);
    private long polledAt = System.nanoTime();

    Attempt(
            Member member,
            Workplace workplace,
            Partitions partitions,
            Mirror mirror,
            BatchSize size,
            BooleanSupplier stopping) {
        this.member = member;
        this.transaction = workplace.transaction();
        this.partitions = partitions;
        this.mirror = mirror;
        this.freshness = workplace.freshness();
        this.times = workplace.times().of(member.group());
        this.size = size;
        this.perPoll = shorter(
                PER_POLL,
                workplace.clients().settings().pollInterval().multipliedBy(2).dividedBy(5));
        this.breaker = new Breaker(workplace.settings());
        this.care = new Care(InstantSource.system());
        this.telemetry = workplace.telemetry();
        this.stopping = stopping;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    void polled() {
        polledAt = System.nanoTime();
    }

    @Override
    public Outcome apply(Batch batch) {
        if (stopping.getAsBoolean()) {
            return Outcome.STOPPED;
        } else if (since(polledAt).compareTo(perPoll) > 0) {
            return Outcome.POSTPONED;
        }
        Outcome outcome = commit(batch);
        if (outcome.is(Verdict.BROKEN) && !care.taken()) {
            care.failed();
            outcome = commit(batch); // carefully now
        }
        return outcome;
    }

    private Outcome commit(Batch batch) {
        long began = System.nanoTime();
        Applied applied;
        try (WorkerTelemetry.Transaction told = telemetry.begin(member.group().id(), batch)) {
            try {
                applied = transaction.apply(member.group(), batch, breaker, care);
            } catch (RuntimeException | LinkageError e) {
                Outcome failed = failed(e, since(began));
                told.failed(failed.verdict(), e);
                return failed;
            }
            told.applied();
        }
        Duration took = since(began);
        times.took(batch.size(), took);
        size.committed(batch.size(), took);
        committed(batch, applied);
        return applied.stopped().isEmpty() ? Outcome.APPLIED : Outcome.HELD;
    }

    private Outcome failed(Throwable failure, Duration took) {
        Verdict verdict = stopping.getAsBoolean() ? Verdict.STOPPED : policy.judge(failure, took);
        return Outcome.failed(verdict, failure);
    }

    private void committed(Batch batch, Applied applied) {
        batch.advances().forEach(partitions::advanced);
        mirror.add(batch.advances());
        freshness.applied(batch.produced());
        breaker.applied(applied.flowing(), applied.stopped());
        care.sifted(batch.size(), applied.sought());
        if (!applied.flowing().failed().isEmpty()) {
            care.failed();
        }
        applied.flowing().refused().forEach(this::report);
        applied.stopped().forEach(this::report);
        partitions.hold(applied.stopped());
        if (applied.keysHeld() > 0) {
            LOG.log(
                    Level.WARNING,
                    "keys_held=" + applied.keysHeld() + " group="
                            + member.group().id() + " because="
                            + applied.flowing().failed());
        }
    }

    private void report(PartitionId stopped) {
        LOG.log(
                Level.ERROR,
                "partition=" + stopped + " state=broken group=" + member.group().id()
                        + "; the handler fails at most events: mend it, then resume");
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
