package crm.ingest.worker;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.Config;

/**
 * Settings of Kafka's clients: every {@code crm.kafka.<name>} of the configuration, or {@code CRM_KAFKA_<NAME>} of the
 * environment, goes to every client as {@code <name>}; what the worker's correctness rests on cannot be overridden.
 */
final class KafkaSettings {

    private static final String PREFIX = "crm.kafka.";
    private static final String ENVIRONMENT = "CRM_KAFKA_";

    /** Refused by a consumer of the new protocol: there the broker decides. */
    private static final Set<String> CLASSIC_ONLY = Set.of(
            ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
            ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
            ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG);

    /** The new protocol's session unless the broker is told otherwise. */
    private static final Duration BROKER_SESSION = Duration.ofSeconds(45);

    /** How long a producer tries to write a record. */
    static final Duration DELIVERY = Duration.ofSeconds(10);

    /** How long it waits for room in its memory, and for one answer. */
    private static final Duration TO_TAKE = Duration.ofSeconds(4);

    /** The longest that a transaction of a producer may stay open. */
    private static final Duration TRANSACTION = Duration.ofSeconds(20);

    private final Map<String, Object> given;

    KafkaSettings(Config config) {
        this.given = given(config);
    }

    /** For any client. */
    Map<String, Object> client() {
        return new HashMap<>(given);
    }

    /** For the worker's consumer, static member {@code instance} of {@code group}. */
    Map<String, Object> worker(String group, String instance) {
        Map<String, Object> settings = consumer();
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, instance);
        return settings;
    }

    /** For a consumer of no group that looks at single records. */
    Map<String, Object> reader() {
        Map<String, Object> settings = consumer();
        settings.keySet().removeAll(CLASSIC_ONLY);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 64 * 1024);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 1024 * 1024);
        settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        return settings;
    }

    /** For a consumer of no group that looks at many records. */
    Map<String, Object> reader(int records, int megabytes) {
        Map<String, Object> settings = reader();
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, records);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1024 * 1024);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, megabytes * 1024 * 1024);
        return settings;
    }

    /** For a producer whose records are there when it says so, once each, in order. */
    Map<String, Object> producer(String name) {
        Map<String, Object> settings = client();
        settings.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 5);
        settings.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, name);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5);
        settings.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L * 1024 * 1024);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TO_TAKE.toMillis());
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) TO_TAKE.toMillis());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY.toMillis());
        return settings;
    }

    /** For a producer whose records become visible together, by transaction. */
    Map<String, Object> transactional(String id) {
        Map<String, Object> settings = client();
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, id);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) TRANSACTION.toMillis());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) TRANSACTION.toMillis() / 2);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) TRANSACTION.toMillis() / 4);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TRANSACTION.toMillis() / 2);
        // A record and what it is sent with; how large it may be is for the topic to say.
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 16 * 1024 * 1024);
        return settings;
    }

    /** After how long the group gives the partitions of a silent worker to others. */
    Duration session() {
        Object millis = classic() ? given.get(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG) : null;
        return Optional.ofNullable(millis)
                .map(text -> Duration.ofMillis(Long.parseLong(text.toString())))
                .orElse(BROKER_SESSION);
    }

    private Map<String, Object> consumer() {
        Map<String, Object> settings = client();
        if (classic()) {
            settings.putIfAbsent(
                    ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, List.of(CooperativeStickyAssignor.class));
        } else {
            settings.keySet().removeAll(CLASSIC_ONLY);
        }
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return settings;
    }

    private boolean classic() {
        Object protocol = given.getOrDefault(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        return protocol.toString().equalsIgnoreCase("classic");
    }

    private static Map<String, Object> given(Config config) {
        Map<String, Object> given = new HashMap<>();
        for (String property : config.getPropertyNames()) {
            kafkaName(property)
                    .ifPresent(name -> config.getOptionalValue(PREFIX + name, String.class)
                            .ifPresent(value -> given.put(name, value)));
        }
        return given;
    }

    private static Optional<String> kafkaName(String property) {
        if (property.startsWith(PREFIX)) {
            return Optional.of(property.substring(PREFIX.length()));
        } else if (property.startsWith(ENVIRONMENT)) {
            String name = property.substring(ENVIRONMENT.length());
            return Optional.of(name.toLowerCase(Locale.ROOT).replace('_', '.'));
        }
        return Optional.empty();
    }
}
