package crm.ingest.worker;

import crm.ingest.entity.Shard;
import crm.ingest.service.Round;
import crm.ingest.service.ShardLost;
import crm.ingest.worker.Outlet.Load;
import crm.ingest.worker.Outlet.Parcel;
import crm.platform.service.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Publishes what is owed of one shard as long as it is this node's. First the claim, then the producer, then a batch: who
 * has a batch of a later claim has ended the producer of every earlier one, so nobody else can still commit that batch. For
 * one thread at a time.
 */
final class ShardPublisher {

    private static final Logger LOG = System.getLogger(ShardPublisher.class.getName());
    private static final int MOST_LINKS = 128;

    private final int number;
    private final String node;
    private final String producerName;
    private final Outlet outlet;
    private final Broker broker;
    private final OutTopic topic;
    private final Tracing tracing;
    private Tenure tenure;
    private volatile long roundEndedAt = System.nanoTime() - Long.MAX_VALUE / 2;

    /** @param producerName for Kafka, of the one producer that this shard may have */
    ShardPublisher(
            int number,
            String node,
            String producerName,
            Outlet outlet,
            Broker broker,
            OutTopic topic,
            Tracing tracing) {
        this.number = number;
        this.node = node;
        this.producerName = producerName;
        this.outlet = outlet;
        this.broker = broker;
        this.topic = topic;
        this.tracing = tracing;
    }

    /** What a claim gives. */
    private static final class Tenure {

        private final Shard shard;
        private final NumberedProducer producer;
        private long committed;

        Tenure(Shard shard, NumberedProducer producer) {
            this.shard = shard;
            this.producer = producer;
        }
    }

    /** Whether its last round ended this long ago, so that another may begin. */
    boolean hasRested(Duration rest) {
        return System.nanoTime() - roundEndedAt >= rest.toNanos();
    }

    /** Publishes a round of what there is. After a failure it begins anew with the next call. */
    void publish(BooleanSupplier stopping) {
        try {
            Optional<Load> load = next(Round.BEGINS);
            while (load.isPresent() && !stopping.getAsBoolean()) {
                send(load.get());
                load = next(Round.GOES_ON);
            }
            roundEndedAt = System.nanoTime();
        } catch (ShardLost e) {
            LOG.log(Level.INFO, "shard=" + number + " of " + outlet.what() + " goes to another node");
            letGo();
        } catch (RuntimeException | LinkageError e) {
            letGo();
            throw e;
        }
    }

    private Optional<Load> next(Round round) {
        if (tenure == null) {
            topic.prepare();
            outlet.claim(node, number).ifPresent(this::begin);
        }
        return tenure == null ? Optional.empty() : outlet.next(tenure.shard, tenure.committed, round, topic.name());
    }

    private void begin(Shard claimed) {
        tenure = new Tenure(claimed, new NumberedProducer(broker, producerName));
        tenure.committed = tenure.producer.committed(topic.anchor());
    }

    private void send(Load load) {
        Span span = span(load);
        try {
            publish(load);
        } catch (NumberedProducer.TooLarge e) {
            leaveOut(load.parcels().get(e.index()));
            throw e;
        } catch (RuntimeException e) {
            span.setStatus(StatusCode.ERROR);
            throw e;
        } finally {
            span.end();
        }
        tenure.committed = load.number();
    }

    private void publish(Load load) {
        Instant now = Instant.now();
        List<ProducerRecord<byte[], byte[]>> records =
                load.parcels().stream().map(parcel -> parcel.record().at(now)).toList();
        tenure.producer.send(records, topic.anchor(), load.number());
    }

    private static void leaveOut(Parcel large) {
        LOG.log(Level.WARNING, large.name() + " published=never cause=too_large");
        large.leaveOut().run();
    }

    /** Linked to the spans that are the reason for it. */
    private Span span(Load load) {
        Span span = tracing.tracer()
                .spanBuilder("publish " + topic.name())
                .setSpanKind(SpanKind.PRODUCER)
                .setNoParent()
                .startSpan();
        if (span.isRecording()) {
            span.setAttribute("messaging.system", "kafka");
            span.setAttribute("messaging.destination.name", topic.name());
            span.setAttribute("messaging.batch.message_count", load.parcels().size());
            load.parcels().stream()
                    .flatMap(parcel -> parcel.trace().stream())
                    .distinct()
                    .map(Tracing::told)
                    .filter(SpanContext::isValid)
                    .limit(MOST_LINKS)
                    .forEach(span::addLink);
        }
        return span;
    }

    void letGo() {
        if (tenure != null) {
            tenure.producer.close();
            tenure = null;
        }
    }
}
