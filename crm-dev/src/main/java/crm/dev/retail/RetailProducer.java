package crm.dev.retail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.dev.Failure;
import crm.dev.lab.TrackedProducer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Sends events to their topics and remembers how far each partition has got. */
public final class RetailProducer implements AutoCloseable {

    private static final byte[] CONTENT_TYPE = "application/cloudevents+json".getBytes(StandardCharsets.US_ASCII);
    private static final Duration FOR_EVER = Duration.ofMillis(Long.MAX_VALUE);

    private final ObjectMapper json = new ObjectMapper();
    private final TrackedProducer producer;

    public RetailProducer(String bootstrapServers) {
        producer = new TrackedProducer(
                bootstrapServers,
                Map.of(ProducerConfig.LINGER_MS_CONFIG, 20, ProducerConfig.MAX_BLOCK_MS_CONFIG, 15_000));
    }

    /** Hands the event to the producer; it blocks only while the producer's buffer is full. */
    public void send(RetailEvent event) {
        rethrow();
        // The record's time is now: by the event's own, retention would delete history at once.
        ProducerRecord<String, byte[]> message = new ProducerRecord<>(event.topic(), event.key(), bytes(event));
        message.headers().add("content-type", CONTENT_TYPE);
        producer.send(message);
    }

    /** Waits until the broker has everything; per partition, the offset after the last record sent to it. */
    public Map<TopicPartition, Long> flush() {
        producer.flush();
        rethrow();
        return producer.ends();
    }

    @Override
    public void close() {
        producer.close(FOR_EVER);
    }

    private void rethrow() {
        producer.failure().ifPresent(failure -> {
            throw new Failure("Kafka did not take an event: " + failure.getMessage(), failure);
        });
    }

    private byte[] bytes(RetailEvent event) {
        try {
            return json.writeValueAsBytes(event.cloudEvent());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps, lists and strings are always JSON", e);
        }
    }
}
