package crm.it.profile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.dev.lab.Deadline;
import crm.dev.lab.Postgres;
import crm.dev.lab.WildFly;
import crm.it.lab.CommittedTopic;
import crm.it.lab.Crm;
import crm.it.lab.Lab;
import crm.it.lab.Producer;
import crm.it.lab.SharedLab;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/**
 * The server is killed while it publishes profiles, somebody else takes its place as their producer, and the broker is
 * restarted: whoever reads committed records finds each version at most once, versions of a profile in order, and the last
 * one is what HTTP says. So it is with memberships: each change once and in order.
 */
class PublishedProfilesIT {

    /** Small polls, so that there is a middle to be killed in. */
    private static final String VERSIONS = "select sum(version) from profile";

    private static final String UNSCORED =
            "select count(*) from customer_rfm where thresholds < coalesce((select max(id) from rfm_thresholds), 1)";
    private static final Map<String, String> SMALL_POLLS = Map.of("CRM_KAFKA_MAX_POLL_RECORDS", "10");

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int CUSTOMERS = 300;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @Test
    void theLastRecordOfEachProfileIsWhatHttpSays() throws Exception {
        try (Lab lab = Lab.start("published");
                WildFly server = lab.server(SMALL_POLLS)) {
            Crm crm = Crm.as(server.http(), "admin", SharedLab.ADMIN_PASSWORD);
            server.start();
            LiveSegments segments = new LiveSegments(lab, crm);
            for (String key : LiveSegments.WHERE.keySet()) {
                segments.publish(key, LiveSegments.WHERE.get(key));
            }
            try (Producer producer = new Producer(lab.broker().bootstrapServers())) {
                tell(producer, 0, CUSTOMERS / 2);
                awaitPublished(lab.postgres(), CUSTOMERS / 4);
                tell(producer, CUSTOMERS / 2, CUSTOMERS);
            }
            server.kill();
            assertThat(events(lab.postgres())).as("in the middle").isLessThan(CUSTOMERS * 4L);
            server.start();
            awaitPublished(lab.postgres(), CUSTOMERS / 2);
            takeTheirPlace(lab.broker().bootstrapServers());
            awaitPublished(lab.postgres(), CUSTOMERS);
            segments.publish("buyers", "{\"any\": []}");
            lab.broker().stop();
            lab.broker().start();
            awaitAll(lab.postgres());

            segments.compare(compare(lab, crm));
            edit(lab, crm);
            assertThat(policy(lab, "crm_profile")).isEqualTo("compact");
            assertThat(policy(lab, "crm_segment_membership")).isEqualTo("delete");
        }
    }

    /** Everybody looks around as a visitor, registers and orders. */
    private static void tell(Producer producer, int from, int to) {
        for (int i = from; i < to; i++) {
            String customer = "p" + i;
            String visitor = "v" + i;
            producer.send(
                    "customer_interactions",
                    null,
                    "page.viewed",
                    "2020-01-01T00:00:00Z",
                    "{\"anonymous_id\":\"" + visitor + "\",\"url\":\"/\"}");
            producer.register(customer, "Ada " + i, "UK");
            producer.order(customer, 1);
            producer.send(
                    "customer_registration",
                    customer,
                    "customer.identified",
                    "2020-01-02T00:00:00Z",
                    "{\"anonymous_id\":\"" + visitor + "\"}");
        }
    }

    /** As another owner of their shards would, who then dies. */
    private static void takeTheirPlace(String bootstrapServers) {
        for (int shard = 0; shard < 8; shard++) {
            String name = (shard < 4 ? "crm-profiles-" : "crm-memberships-") + shard % 4;
            Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers, "transactional.id", name);
            try (KafkaProducer<byte[], byte[]> other =
                    new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
                other.initTransactions();
            }
        }
    }

    /** Without what is said anew of everybody each day, which alone publishes nobody: the group, and since when scores hold. */
    private static JsonNode lasting(JsonNode view) {
        ObjectNode traits = (ObjectNode) view.get("traits");
        traits.remove("cluster");
        if (traits.get("rfm") instanceof ObjectNode scores) {
            scores.remove("as_of");
        }
        return view;
    }

    /** Says which profiles are in which segments. */
    private static Map<String, Set<String>> compare(Lab lab, Crm crm) throws IOException, SQLException {
        Map<String, List<ConsumerRecord<byte[], byte[]>>> published = published(lab);
        Set<String> ids = new HashSet<>();
        for (List<ConsumerRecord<byte[], byte[]>> records : published.values()) {
            long before = 0;
            for (ConsumerRecord<byte[], byte[]> record : records) {
                String id = id(record);
                long version = Long.parseLong(id.substring(id.lastIndexOf('-') + 1));
                assertThat(ids.add(id)).as("once: " + id).isTrue();
                assertThat(version).as(id).isGreaterThan(before);
                before = version;
            }
        }
        List<String> living = profiles(lab.postgres(), "merged_into is null");
        assertThat(living).hasSize(CUSTOMERS);
        Map<String, Set<String>> members = new TreeMap<>();
        for (String profile : living) {
            JsonNode customer = crm.customer("profile:" + profile);
            assertThat(lasting(json(last(published, profile)).get("data"))).isEqualTo(lasting(customer));
            customer.get("segments")
                    .forEach(segment -> members.computeIfAbsent(profile, none -> new TreeSet<>())
                            .add(segment.get("key").asText()));
        }
        for (String visitor : profiles(lab.postgres(), "merged_into is not null")) {
            assertThat(last(published, visitor).value()).as("tombstone").isNull();
        }
        return members;
    }

    /** What somebody changes by HTTP follows. */
    private static void edit(Lab lab, Crm crm) throws IOException, SQLException {
        String profile = crm.customer("p7").get("profile_id").asText();
        assertThat(crm.patch("/api/v1/customers/p7", "{\"attributes\":{\"name\":\"Grace\"}}")
                        .status())
                .isEqualTo(200);
        awaitAll(lab.postgres());
        JsonNode record = json(last(published(lab), profile));
        assertThat(record.at("/data/attributes/name").asText()).isEqualTo("Grace");
        assertThat(lasting(record.get("data"))).isEqualTo(lasting(crm.customer("p7")));
        assertThat(record.get("specversion").asText()).isEqualTo("1.0");
        assertThat(record.get("subject").asText()).isEqualTo("profile:" + profile);
        assertThat(record.get("id").asText())
                .isEqualTo(profile + '-' + record.at("/data/profile_version").asLong());
    }

    private static Map<String, List<ConsumerRecord<byte[], byte[]>>> published(Lab lab) {
        Map<String, List<ConsumerRecord<byte[], byte[]>>> published = new TreeMap<>();
        new CommittedTopic(lab.broker().bootstrapServers(), "crm_profile")
                .withKeys("")
                .forEach(record -> published
                        .computeIfAbsent(new String(record.key(), UTF_8), key -> new ArrayList<>())
                        .add(record));
        return published;
    }

    private static ConsumerRecord<byte[], byte[]> last(
            Map<String, List<ConsumerRecord<byte[], byte[]>>> published, String profile) {
        assertThat(published).containsKey(profile);
        List<ConsumerRecord<byte[], byte[]>> records = published.get(profile);
        return records.get(records.size() - 1);
    }

    private static String id(ConsumerRecord<byte[], byte[]> record) throws IOException {
        return record.value() == null
                ? CommittedTopic.header(record, "ce_id")
                : json(record).get("id").asText();
    }

    private static JsonNode json(ConsumerRecord<byte[], byte[]> record) throws IOException {
        return JSON.readTree(record.value());
    }

    private static String policy(Lab lab, String name) throws InterruptedException, ExecutionException {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", lab.broker().bootstrapServers()))) {
            return admin.describeConfigs(List.of(topic))
                    .all()
                    .get()
                    .get(topic)
                    .get("cleanup.policy")
                    .value();
        }
    }

    private static void awaitPublished(Postgres database, long count) {
        boolean there = Deadline.in(PATIENCE)
                .await(() -> number(database, "select sum(published) from profile_relay") >= count);
        assertThat(there).as(count + " published").isTrue();
    }

    /** Scores that are made anew some seconds after the last event give profiles a new version, too. */
    private static void awaitAll(Postgres database) {
        boolean there = Deadline.in(PATIENCE).await(() -> {
            long versions = number(database, VERSIONS);
            return isPublished(database) && isStill(database, versions) && isPublished(database);
        });
        assertThat(there).as("all is published").isTrue();
    }

    private static boolean isPublished(Postgres database) {
        return events(database) >= CUSTOMERS * 4L
                && number(database, LiveSegments.rest()) == 0
                && number(database, UNSCORED) == 0
                && number(database, "select count(*) from profile_outbox") == 0
                && number(database, "select sum(cardinality(under_way)) from profile_relay") == 0;
    }

    private static boolean isStill(Postgres database, long versions) {
        LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
        return number(database, VERSIONS) == versions;
    }

    private static long events(Postgres database) {
        return number(database, "select count(*) from event");
    }

    private static long number(Postgres database, String sql) {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> profiles(Postgres database, String condition) throws SQLException {
        List<String> profiles = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select id from profile where " + condition)) {
            while (row.next()) {
                profiles.add(row.getString(1));
            }
        }
        return profiles;
    }
}
