package crm.ingest.worker;

import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Makes Kafka's clients. They look for classes by the thread's context class loader, and so do the threads they start,
 * which inherit it: it must be the application's, whoever calls.
 */
final class KafkaClients {

    /**
     * At INFO each client logs its whole configuration; without a broker each says so every second, where
     * {@link Contact} says it once. Held, so that the log manager keeps the levels.
     */
    private static final Map<Logger, Level> QUIET = Map.of(
            Logger.getLogger("org.apache.kafka"), Level.WARNING,
            Logger.getLogger("org.apache.kafka.clients.NetworkClient"), Level.SEVERE);

    private final KafkaSettings settings;

    KafkaClients(KafkaSettings settings) {
        this.settings = settings;
        QUIET.forEach(KafkaClients::quieten);
    }

    /** Unless an operator has decided otherwise. */
    private static void quieten(Logger logger, Level level) {
        if (logger.getLevel() == null) {
            logger.setLevel(level);
        }
    }

    KafkaSettings settings() {
        return settings;
    }

    Admin admin() {
        return inApplication(() -> Admin.create(settings.client()));
    }

    /** A static member of a group, not subscribed to anything yet. */
    KafkaConsumer<byte[], byte[]> worker(String group, String instance) {
        return inApplication(() -> new KafkaConsumer<>(
                settings.worker(group, instance), new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    /** For events that are accepted only when they are written. */
    Producer<byte[], byte[]> producer(String name) {
        return inApplication(() ->
                new KafkaProducer<>(settings.producer(name), new ByteArraySerializer(), new ByteArraySerializer()));
    }

    /** A consumer of no group. */
    KafkaConsumer<byte[], byte[]> reader() {
        return inApplication(
                () -> new KafkaConsumer<>(settings.reader(), new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    /** A consumer of no group that reads many records at once. */
    KafkaConsumer<byte[], byte[]> reader(int records, int megabytes) {
        return inApplication(() -> new KafkaConsumer<>(
                settings.reader(records, megabytes), new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    /** What somebody says of himself who commits for a group that has no members. */
    ConsumerGroupMetadata outsideOf(String group) {
        Map<String, Object> alone = settings.reader();
        alone.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        try (KafkaConsumer<byte[], byte[]> consumer = inApplication(
                () -> new KafkaConsumer<>(alone, new ByteArrayDeserializer(), new ByteArrayDeserializer()))) {
            return consumer.groupMetadata();
        }
    }

    /** A producer of transactions, not initialised yet; whoever initialises another of this id ends this one's. */
    KafkaProducer<byte[], byte[]> transactional(String id) {
        return inApplication(() ->
                new KafkaProducer<>(settings.transactional(id), new ByteArraySerializer(), new ByteArraySerializer()));
    }

    private static <T> T inApplication(Supplier<T> client) {
        Thread thread = Thread.currentThread();
        ClassLoader callers = thread.getContextClassLoader();
        thread.setContextClassLoader(KafkaClients.class.getClassLoader());
        try {
            return client.get();
        } finally {
            thread.setContextClassLoader(callers);
        }
    }
}
