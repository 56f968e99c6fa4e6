package crm.profile.worker;

import crm.ingest.worker.Broker;
import crm.ingest.worker.NumberedProducer;
import crm.platform.service.Tracing;
import crm.profile.entity.ProfileBatch;
import crm.profile.entity.ProfileShard;
import crm.profile.service.ProfileOutbox;
import crm.profile.service.ProfileOutbox.Round;
import crm.profile.service.ShardLost;
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
 * Publishes the profiles of one shard as long as it is this node's. First the claim, then the producer, then a batch: who
 * has a batch of a later claim has ended the producer of every earlier one, so nobody else can still commit that batch. For
 * one thread at a time.
 */
final class ShardPublisher {

    private static final Logger LOG = System.getLogger(ShardPublisher.class.getName());
    private static final int MOST_LINKS = 128;

    private final int number;
    private final String node;
    private final String producerName;
    private final ProfileOutbox outbox;
    private final Broker broker;
    private final ProfileTopic topic;
    private final Tracing tracing;
    private Tenure tenure;
    private volatile long roundEndedAt = System.nanoTime() - Long.MAX_VALUE / 2;

    /** @param producerName for Kafka, of the one producer that this shard may have */
    ShardPublisher(
            int number,
            String node,
            String producerName,
            ProfileOutbox outbox,
            Broker broker,
            ProfileTopic topic,
            Tracing tracing) {
        this.number = number;
        this.node = node;
        this.producerName = producerName;
        this.outbox = outbox;
        this.broker = broker;
        this.topic = topic;
        this.tracing = tracing;
    }

    /** What a claim gives. */
    private static final class Tenure {

        private final ProfileShard shard;
        private final NumberedProducer producer;
        private long committed;

        Tenure(ProfileShard shard, NumberedProducer producer) {
            this.shard = shard;
            this.producer = producer;
        }
    }

    /** Whether its last round ended this long ago, so that another may begin. */
    boolean hasRested(Duration rest) {
        return System.nanoTime() - roundEndedAt >= rest.toNanos();
    }

    /** Publishes what has changed, each profile once. After a failure it begins anew with the next call. */
    void publish(BooleanSupplier stopping) {
        try {
            Optional<ProfileBatch> batch = next(Round.BEGINS);
            while (batch.isPresent() && !stopping.getAsBoolean()) {
                send(batch.get());
                batch = next(Round.GOES_ON);
            }
            roundEndedAt = System.nanoTime();
        } catch (ShardLost e) {
            LOG.log(Level.INFO, "profile_shard=" + number + " goes to another node");
            letGo();
        } catch (RuntimeException | LinkageError e) {
            letGo();
            throw e;
        }
    }

    private Optional<ProfileBatch> next(Round round) {
        if (tenure == null) {
            topic.prepare();
            outbox.claim(node, number).ifPresent(this::begin);
        }
        return tenure == null ? Optional.empty() : outbox.next(tenure.shard, tenure.committed, round);
    }

    private void begin(ProfileShard claimed) {
        tenure = new Tenure(claimed, new NumberedProducer(broker, producerName));
        tenure.committed = tenure.producer.committed(topic.anchor());
    }

    private void send(ProfileBatch batch) {
        Span span = span(batch);
        try {
            publish(batch);
        } catch (NumberedProducer.TooLarge e) {
            leaveOut(batch, batch.items().get(e.index()));
            throw e;
        } catch (RuntimeException e) {
            span.setStatus(StatusCode.ERROR);
            throw e;
        } finally {
            span.end();
        }
        tenure.committed = batch.number();
    }

    private void publish(ProfileBatch batch) {
        Instant now = Instant.now();
        List<ProducerRecord<byte[], byte[]>> records = batch.items().stream()
                .map(item -> ProfileRecord.of(topic.name(), item, now))
                .toList();
        tenure.producer.send(records, topic.anchor(), batch.number());
    }

    private void leaveOut(ProfileBatch batch, ProfileBatch.Item large) {
        LOG.log(
                Level.WARNING,
                "profile=" + large.profile() + " version=" + large.version() + " published=never cause=too_large");
        outbox.withhold(batch.shard(), large.profile());
    }

    /** Linked to the spans that changed the profiles. */
    private Span span(ProfileBatch batch) {
        Span span = tracing.tracer()
                .spanBuilder("publish " + topic.name())
                .setSpanKind(SpanKind.PRODUCER)
                .setNoParent()
                .startSpan();
        if (span.isRecording()) {
            span.setAttribute("messaging.system", "kafka");
            span.setAttribute("messaging.destination.name", topic.name());
            span.setAttribute("messaging.batch.message_count", batch.items().size());
            batch.items().stream()
                    .flatMap(item -> item.trace().stream())
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
