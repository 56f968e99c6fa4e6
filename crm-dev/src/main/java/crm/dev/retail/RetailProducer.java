package crm.dev.retail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.dev.Failure;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
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

/** Sends events to their topics and remembers how far each partition has got. */
public final class RetailProducer implements AutoCloseable {

    private static final byte[] CONTENT_TYPE = "application/cloudevents+json".getBytes(StandardCharsets.US_ASCII);

    private final ObjectMapper json = new ObjectMapper();
    private final Producer<String, byte[]> producer;
    private final Map<TopicPartition, Long> ends = new ConcurrentHashMap<>();
    private volatile Exception failure;

    public RetailProducer(String bootstrapServers) {
        producer = new KafkaProducer<>(settings(bootstrapServers), new StringSerializer(), new ByteArraySerializer());
    }

    /** Hands the event to the producer; it blocks only while the producer's buffer is full. */
    public void send(RetailEvent event) {
        rethrow();
        // The record's time is now: by the event's own, retention would delete history at once.
        ProducerRecord<String, byte[]> message = new ProducerRecord<>(event.topic(), event.key(), bytes(event));
        message.headers().add("content-type", CONTENT_TYPE);
        Future<RecordMetadata> unused = producer.send(message, this::acknowledged);
    }

    /** Waits until the broker has everything; per partition, the offset after the last record sent to it. */
    public Map<TopicPartition, Long> flush() {
        producer.flush();
        rethrow();
        return new HashMap<>(ends);
    }

    @Override
    public void close() {
        producer.close();
    }

    private void acknowledged(RecordMetadata record, Exception exception) {
        if (exception == null) {
            ends.merge(new TopicPartition(record.topic(), record.partition()), record.offset() + 1, Math::max);
        } else {
            failure = exception;
        }
    }

    private void rethrow() {
        if (failure != null) {
            throw new Failure("Kafka did not take an event: " + failure.getMessage(), failure);
        }
    }

    private byte[] bytes(RetailEvent event) {
        try {
            return json.writeValueAsBytes(event.cloudEvent());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps, lists and strings are always JSON", e);
        }
    }

    private static Map<String, Object> settings(String bootstrapServers) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "zstd",
                ProducerConfig.LINGER_MS_CONFIG,
                20,
                ProducerConfig.BATCH_SIZE_CONFIG,
                256 * 1024,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                15_000);
    }
}
