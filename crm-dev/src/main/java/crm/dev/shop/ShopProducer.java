package crm.dev.shop;

import crm.dev.lab.TrackedProducer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Writes the shop's messages to their topics. */
public final class ShopProducer implements AutoCloseable {

    private static final int PATIENCE = 20_000;

    private final TrackedProducer producer;

    public ShopProducer(String bootstrapServers) {
        producer = new TrackedProducer(
                bootstrapServers,
                Map.of(
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        PATIENCE,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        PATIENCE / 2,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        PATIENCE));
    }

    /**
     * Returns when the broker has all of them.
     *
     * @return per partition, the offset after the last record this producer has written
     * @throws Unreachable if it may lack some
     */
    public Map<TopicPartition, Long> send(List<Message> messages) {
        producer.forgetFailure();
        Optional<Exception> failure = written(messages);
        if (failure.isPresent()) {
            throw new Unreachable("Kafka", failure.get());
        }
        return producer.ends();
    }

    private Optional<Exception> written(List<Message> messages) {
        try {
            messages.forEach(this::send);
            producer.flush();
            return producer.failure();
        } catch (KafkaException e) {
            return Optional.of(e);
        }
    }

    private void send(Message message) {
        ProducerRecord<String, byte[]> entry = new ProducerRecord<>(message.topic(), message.key(), message.value());
        message.headers().forEach((name, value) -> entry.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        producer.send(entry);
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
