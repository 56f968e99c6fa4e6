package crm.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class KafkaSettingsTest {

    @Test
    void hasDefaultsForABrokerOnThisMachine() {
        assertThat(settings(Map.of()).client())
                .containsOnly(
                        Map.entry("bootstrap.servers", "127.0.0.1:9092"),
                        Map.entry("metadata.recovery.strategy", "none"),
                        Map.entry("metadata.max.age.ms", "30000"),
                        Map.entry("group.protocol", "classic"),
                        Map.entry("session.timeout.ms", "6000"),
                        Map.entry("heartbeat.interval.ms", "1000"),
                        Map.entry("max.poll.records", "5000"),
                        Map.entry("fetch.min.bytes", "1"),
                        Map.entry("fetch.max.wait.ms", "100"),
                        Map.entry("fetch.max.bytes", "16777216"),
                        Map.entry("max.partition.fetch.bytes", "4194304"));
    }

    @Test
    void makesStaticMembersWhoseOffsetsAreNotKafkas() {
        assertThat(settings(Map.of()).worker("crm-profile", "node-profile-1"))
                .containsEntry("group.id", "crm-profile")
                .containsEntry("group.instance.id", "node-profile-1")
                .containsEntry("enable.auto.commit", false)
                .containsEntry("auto.offset.reset", "none")
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("allow.auto.create.topics", false)
                .containsEntry("partition.assignment.strategy", List.of(CooperativeStickyAssignor.class));
    }

    @Test
    void passesAnySettingOfTheEnvironmentToEveryClient() {
        KafkaSettings settings = settings(Map.of(
                "CRM_KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                "CRM_KAFKA_SASL_JAAS_CONFIG", "Module required username=\"crm\";",
                "CRM_KAFKA_SSL_TRUSTSTORE_LOCATION", "/etc/crm/Kafka_1.p12",
                "CRM_KAFKA_BOOTSTRAP_SERVERS", "kafka:9093",
                "CRM_KAFKA_SESSION_TIMEOUT_MS", "9000"));
        for (Map<String, Object> client : List.of(
                settings.client(),
                settings.worker("g", "i"),
                settings.reader(),
                settings.producer("p"),
                settings.transactional("t"))) {
            assertThat(client)
                    .containsEntry("security.protocol", "SASL_SSL")
                    .containsEntry("sasl.jaas.config", "Module required username=\"crm\";")
                    .containsEntry("ssl.truststore.location", "/etc/crm/Kafka_1.p12")
                    .containsEntry("bootstrap.servers", "kafka:9093");
        }
        assertThat(settings.session()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void passesAnySystemPropertyToo() {
        assertThat(settings(Map.of("crm.kafka.sasl.mechanism", "PLAIN")).client())
                .containsEntry("sasl.mechanism", "PLAIN");
    }

    @Test
    void keepsWhatCorrectnessRestsOn() {
        assertThat(settings(Map.of("CRM_KAFKA_AUTO_OFFSET_RESET", "latest", "CRM_KAFKA_ENABLE_AUTO_COMMIT", "true"))
                        .worker("g", "i"))
                .containsEntry("auto.offset.reset", "none")
                .containsEntry("enable.auto.commit", false);
    }

    @Test
    void leavesTheSessionToTheBrokerUnderTheNewProtocol() {
        KafkaSettings settings = settings(Map.of("CRM_KAFKA_GROUP_PROTOCOL", "consumer"));
        assertThat(settings.worker("g", "i"))
                .containsEntry("group.protocol", "consumer")
                .doesNotContainKeys("session.timeout.ms", "heartbeat.interval.ms", "partition.assignment.strategy");
        assertThat(settings.session()).isEqualTo(Duration.ofSeconds(45));
        assertThat(settings.reader()).containsEntry("group.protocol", "classic");
    }

    @Test
    void transactionsOfAProducerPleaseKafkaToo() {
        KafkaSettings settings = settings(Map.of("CRM_KAFKA_ACKS", "0", "CRM_KAFKA_DELIVERY_TIMEOUT_MS", "1"));
        Map<String, Object> transactional = settings.transactional("letters");
        assertThat(transactional).containsEntry("acks", "all").containsEntry("transactional.id", "letters");
        transactional.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(transactional, new ByteArraySerializer(), new ByteArraySerializer());
        producer.close(Duration.ZERO);
    }

    @Test
    void pleasesKafka() {
        for (String protocol : List.of("classic", "consumer")) {
            KafkaSettings settings = settings(Map.of("CRM_KAFKA_GROUP_PROTOCOL", protocol));
            try (KafkaConsumer<byte[], byte[]> worker = consumer(settings.worker("g", "i"));
                    KafkaConsumer<byte[], byte[]> reader = consumer(settings.reader())) {
                assertThat(worker.groupMetadata().groupId()).isEqualTo("g");
                assertThat(reader.assignment()).isEmpty();
            }
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> settings) {
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static KafkaSettings settings(Map<String, String> environment) {
        return new KafkaSettings(new MapConfig(environment));
    }
}
