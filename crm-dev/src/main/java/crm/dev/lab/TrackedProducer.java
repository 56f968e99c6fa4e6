package crm.dev.lab;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A producer of many records that each broker must have, which remembers how far each partition has got. Thread-safe. */
public final class TrackedProducer {

    private static final Map<String, Object> RELIABLE = Map.of(
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true,
            ProducerConfig.COMPRESSION_TYPE_CONFIG,
            "zstd",
            ProducerConfig.BATCH_SIZE_CONFIG,
            256 * 1024);

    private final Producer<String, byte[]> producer;
    private final Map<TopicPartition, Long> ends = new ConcurrentHashMap<>();
    private volatile Exception failure;

    /**
     * A producer of this broker.
     *
     * @param settings besides what makes it reliable
     */
    public TrackedProducer(String bootstrapServers, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(RELIABLE);
        all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        all.putAll(settings);
        producer = new KafkaProducer<>(all, new StringSerializer(), new ByteArraySerializer());
    }

    /** Hands the record over; it blocks only while the buffer is full. */
    public void send(ProducerRecord<String, byte[]> message) {
        Future<RecordMetadata> unused = producer.send(message, this::acknowledged);
    }

    private void acknowledged(RecordMetadata place, Exception exception) {
        if (exception == null) {
            ends.merge(new TopicPartition(place.topic(), place.partition()), place.offset() + 1, Math::max);
        } else {
            failure = exception;
        }
    }

    /** Waits until the broker has answered for everything. */
    public void flush() {
        producer.flush();
    }

    /** What the broker said last of a record that it did not take. */
    public Optional<Exception> failure() {
        return Optional.ofNullable(failure);
    }

    /** Begins anew after a failure. */
    public void forgetFailure() {
        failure = null;
    }

    /** Per partition, the offset after the last record that the broker has. */
    public Map<TopicPartition, Long> ends() {
        return new HashMap<>(ends);
    }

    /**
     * Ends it.
     *
     * @param patience how long what is under way may take
     */
    public void close(Duration patience) {
        producer.close(patience);
    }
}
