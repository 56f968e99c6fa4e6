package crm.profile.worker;

import crm.ingest.worker.Broker;
import crm.ingest.worker.NumberedProducer;
import crm.profile.entity.ProfileBatch;
import crm.profile.entity.ProfileShard;
import crm.profile.service.ProfileOutbox;
import crm.profile.service.ShardLost;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Publishes the profiles of one shard as long as it is this node's. First the claim, then the producer, then a batch: who
 * has a batch of a later claim has ended the producer of every earlier one, so nobody else can still commit that batch. For
 * one thread at a time.
 */
final class ShardPublisher {

    private static final Logger LOG = System.getLogger(ShardPublisher.class.getName());

    private final int number;
    private final String node;
    private final String producerName;
    private final ProfileOutbox outbox;
    private final Broker broker;
    private final ProfileTopic topic;
    private Tenure tenure;

    /** @param producerName for Kafka, of the one producer that this shard may have */
    ShardPublisher(
            int number, String node, String producerName, ProfileOutbox outbox, Broker broker, ProfileTopic topic) {
        this.number = number;
        this.node = node;
        this.producerName = producerName;
        this.outbox = outbox;
        this.broker = broker;
        this.topic = topic;
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

    /** Publishes what has changed. After a failure it begins anew with the next call. */
    void publish(BooleanSupplier stopping) {
        try {
            Optional<ProfileBatch> batch = next();
            while (batch.isPresent() && !stopping.getAsBoolean()) {
                send(batch.get());
                batch = next();
            }
        } catch (ShardLost e) {
            LOG.log(Level.INFO, "profile_shard=" + number + " goes to another node");
            letGo();
        } catch (RuntimeException | LinkageError e) {
            letGo();
            throw e;
        }
    }

    private Optional<ProfileBatch> next() {
        if (tenure == null) {
            topic.prepare();
            outbox.claim(node, number).ifPresent(this::begin);
        }
        return tenure == null ? Optional.empty() : outbox.next(tenure.shard, tenure.committed);
    }

    private void begin(ProfileShard claimed) {
        tenure = new Tenure(claimed, new NumberedProducer(broker, producerName));
        tenure.committed = tenure.producer.committed(topic.anchor());
    }

    private void send(ProfileBatch batch) {
        Instant now = Instant.now();
        try {
            tenure.producer.send(
                    batch.items().stream()
                            .map(item -> ProfileRecord.of(topic.name(), item, now))
                            .toList(),
                    topic.anchor(),
                    batch.number());
        } catch (NumberedProducer.TooLarge e) {
            ProfileBatch.Item large = batch.items().get(e.index());
            LOG.log(
                    Level.WARNING,
                    "profile=" + large.profile() + " version=" + large.version() + " published=never cause=too_large");
            outbox.withhold(batch.shard(), large.profile());
            throw e;
        }
        tenure.committed = batch.number();
    }

    void letGo() {
        if (tenure != null) {
            tenure.producer.close();
            tenure = null;
        }
    }
}
