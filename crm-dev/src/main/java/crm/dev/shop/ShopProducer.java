package crm.dev.shop;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes the shop's messages to their topics. */
public final class ShopProducer implements AutoCloseable {

    private static final int PATIENCE = 20_000;

    private final Producer<String, byte[]> producer;
    private final Map<TopicPartition, Long> ends = new ConcurrentHashMap<>();
    private volatile Exception failure;

    public ShopProducer(String bootstrapServers) {
        producer = new KafkaProducer<>(settings(bootstrapServers), new StringSerializer(), new ByteArraySerializer());
    }

    /**
     * Returns when the broker has all of them.
     *
     * @return per partition, the offset after the last record this producer has written
     * @throws Unreachable if it may lack some
     */
    public Map<TopicPartition, Long> send(List<Message> messages) {
        failure = null;
        try {
            messages.forEach(this::send);
            producer.flush();
        } catch (KafkaException e) {
            failure = e;
        }
        if (failure != null) {
            throw new Unreachable("Kafka", failure);
        }
        return new HashMap<>(ends);
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }

    private void send(Message message) {
        ProducerRecord<String, byte[]> entry = new ProducerRecord<>(message.topic(), message.key(), message.value());
        message.headers().forEach((name, value) -> entry.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        Future<RecordMetadata> unused = producer.send(entry, this::acknowledged);
    }

    private void acknowledged(RecordMetadata place, Exception exception) {
        if (exception == null) {
            ends.merge(new TopicPartition(place.topic(), place.partition()), place.offset() + 1, Math::max);
        } else {
            failure = exception;
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
                5,
                ProducerConfig.BATCH_SIZE_CONFIG,
                256 * 1024,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                PATIENCE,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                PATIENCE / 2,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                PATIENCE);
    }
}
