package crm.ingest.worker;

import crm.ingest.entity.Refused;
import crm.platform.service.Meters;
import crm.platform.service.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Locale;

/** What workers tell of their transactions: numbers always, spans where somebody wants them. Thread-safe. */
@ApplicationScoped
public class WorkerTelemetry {

    private static final double[] SECONDS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60};
    private static final double[] RECORDS = {1, 5, 10, 50, 100, 250, 500, 1000, 2000, 5000, 10_000};
    /** A span may name so many others; more would make it larger than what it tells of. */
    private static final int MOST_LINKS = 128;

    private final Tracing tracing;
    private final Counter applied;
    private final Counter letters;
    private final Counter rebalances;
    private final Histogram sizes;
    private final Histogram times;

    /** For the container's proxies. */
    protected WorkerTelemetry() {
        this(new Meters(), null);
    }

    @Inject
    public WorkerTelemetry(Meters meters, Tracing tracing) {
        this.tracing = tracing;
        this.applied = meters.counter("crm_records_applied", "Records applied by this node.", "group");
        this.letters =
                meters.counter("crm_dead_letters", "Records parked as dead letters by this node.", "group", "code");
        this.rebalances = meters.counter("crm_rebalances", "Assignments of partitions to workers here.", "group");
        this.sizes =
                meters.histogram("crm_batch_records", "Records in a transaction that was applied.", RECORDS, "group");
        this.times = meters.histogram(
                "crm_transaction_seconds",
                "How long transactions took, by how they ended: applied, fenced, try_again, timed_out, broken, stopped.",
                SECONDS,
                "group",
                "outcome");
    }

    void rebalanced(String group) {
        rebalances.labelValues(group).inc();
    }

    /** A transaction begins, on this thread; it must be closed there. */
    Transaction begin(String group, Batch batch) {
        Span span = tracing.tracer()
                .spanBuilder("apply " + group)
                .setSpanKind(SpanKind.CONSUMER)
                .setNoParent()
                .startSpan();
        if (span.isRecording()) {
            span.setAttribute("messaging.system", "kafka");
            span.setAttribute("messaging.operation.type", "process");
            span.setAttribute("messaging.consumer.group.name", group);
            span.setAttribute("messaging.batch.message_count", batch.size());
            batch.deliveries()
                    .flatMap(delivery -> TraceHeaders.of(delivery).stream())
                    .distinct()
                    .map(Tracing::told)
                    .filter(SpanContext::isValid)
                    .limit(MOST_LINKS)
                    .forEach(span::addLink);
        }
        return new Transaction(group, batch, span);
    }

    /** One transaction, until it has ended. */
    final class Transaction implements AutoCloseable {

        private final String group;
        private final Batch batch;
        private final Span span;
        private final Scope scope;
        private final long began = System.nanoTime();

        @SuppressWarnings("MustBeClosedChecker") // closed with this
        private Transaction(String group, Batch batch, Span span) {
            this.group = group;
            this.batch = batch;
            this.span = span;
            this.scope = span.makeCurrent();
        }

        void applied() {
            ended(Verdict.APPLIED);
            applied.labelValues(group).inc(batch.size());
            sizes.labelValues(group).observe(batch.size());
            for (Refused refused : batch.refused()) {
                letters.labelValues(group, refused.rejection().code().word()).inc();
            }
        }

        void failed(Verdict verdict, Throwable cause) {
            ended(verdict);
            // Not what it says: that may quote a customer.
            span.setStatus(StatusCode.ERROR, Causes.name(cause));
        }

        private void ended(Verdict verdict) {
            String outcome = verdict.name().toLowerCase(Locale.ROOT);
            double seconds = Duration.ofNanos(System.nanoTime() - began).toNanos() / 1e9;
            times.labelValues(group, outcome).observe(seconds);
            span.setAttribute("crm.outcome", outcome);
        }

        @Override
        public void close() {
            scope.close();
            span.end();
        }
    }
}
