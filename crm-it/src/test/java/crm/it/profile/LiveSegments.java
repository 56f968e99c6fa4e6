package crm.it.profile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.dev.lab.Postgres;
import crm.it.lab.CommittedTopic;
import crm.it.lab.Lab;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Segments that are told of while everything breaks, and what whoever reads committed records then knows. */
final class LiveSegments {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Everybody; visitors until they order; everybody for thirty days of 2020. */
    static final Map<String, String> WHERE = Map.of(
            "buyers",
                    "{\"event\": {\"type\": \"order.completed\", \"measure\": \"count\","
                            + " \"window\": {\"lifetime\": true}, \"op\": \"gte\", \"value\": 1}}",
            "lookers",
                    "{\"all\": [{\"event\": {\"type\": \"page.viewed\", \"measure\": \"count\","
                            + " \"window\": {\"lifetime\": true}, \"op\": \"gte\", \"value\": 1}},"
                            + " {\"trait\": \"traits.orders\", \"op\": \"eq\", \"value\": 0}]}",
            "of_january",
                    "{\"event\": {\"type\": \"page.viewed\", \"measure\": \"count\","
                            + " \"window\": {\"last\": \"P30D\"}, \"op\": \"gte\", \"value\": 1}}");

    private final Lab lab;

    LiveSegments(Lab lab) {
        this.lab = lab;
    }

    /** A version that will follow; the same as whoever publishes one leaves in the database. */
    void publish(String key, String where) throws SQLException {
        try (Connection connection = connection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("select segment_epoch_alone()");
            }
            execute(
                    connection,
                    "insert into segment (key, state) values (?, 'backfilling') on conflict do nothing",
                    key);
            execute(
                    connection,
                    "insert into segment_version (key, version, definition, published_by, pass)"
                            + " select ?, coalesce(max(version), 0) + 1, ?::json, 'somebody', 'backfill'"
                            + " from segment_version where key = ?",
                    key,
                    "{\"key\": \"%s\", \"name\": \"%s\", \"timezone\": \"UTC\", \"where\": %s}"
                            .formatted(key, key, where),
                    key);
            execute(
                    connection,
                    "update segment set next_id = (select max(id) from segment_version v where v.key = ?) where key = ?",
                    key,
                    key);
            execute(connection, "update segment_epoch set epoch = epoch + 1");
            connection.commit();
        }
    }

    private static void execute(Connection connection, String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection(lab.postgres().jdbcUrl());
    }

    /** Whether everything was asked, told and published. */
    static String rest() {
        return "select (select count(*) from segment_outbox) + (select sum(cardinality(under_way)) from segment_relay)"
                + " + (select count(*) from segment_version where pass is not null)"
                + " + (select count(*) from segment_profile where due_at <= now())";
    }

    /** Each change once, in order: who hears of all of them knows who is in what. */
    void compare(Map<String, Set<String>> expected) throws IOException, SQLException {
        Map<String, Set<String>> heard = new TreeMap<>();
        Set<String> ids = new HashSet<>();
        Map<String, Integer> causes = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records()) {
            JsonNode event = JSON.readTree(record.value());
            JsonNode data = event.get("data");
            String profile = new String(record.key(), UTF_8);
            String key = data.get("segment_key").asText();
            assertThat(ids.add(event.get("id").asText())).as("once: " + event).isTrue();
            Set<String> in = heard.computeIfAbsent(profile, none -> new TreeSet<>());
            boolean entered = event.get("type").asText().equals("segment.entered");
            assertThat(entered ? in.add(key) : in.remove(key))
                    .as("in order: " + event)
                    .isTrue();
            assertThat(data.get("profile_id").asText()).isEqualTo(profile);
            assertThat(event.get("subject").asText()).isEqualTo("profile:" + profile);
            assertThat(Instant.parse(data.get("observed_at").asText()))
                    .isAfterOrEqualTo(Instant.parse(data.get("at").asText()));
            assertThat(data.get("segment_version").asInt()).isPositive();
            assertThat(data.get("late").isBoolean()).isTrue();
            assertThat(data.get("identities").isArray()).isTrue();
            causes.merge(data.get("cause").asText(), 1, Integer::sum);
        }
        heard.values().removeIf(Set::isEmpty);
        assertThat(heard).isEqualTo(expected);
        assertThat(causes).containsKeys("event", "time", "merge", "edit");
        assertThat((long) ids.size()).isEqualTo(changes(lab.postgres()));
    }

    private List<ConsumerRecord<byte[], byte[]>> records() {
        return new ArrayList<>(
                new CommittedTopic(lab.broker().bootstrapServers(), "crm_segment_membership").withKeys(""));
    }

    private static long changes(Postgres database) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from segment_change where not silent")) {
            row.next();
            return row.getLong(1);
        }
    }
}
