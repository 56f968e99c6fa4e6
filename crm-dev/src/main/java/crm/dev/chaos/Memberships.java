package crm.dev.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Who is in which segment: as it must be, as it is stored, and as whoever heard of every change knows. */
final class Memberships {

    static final String TOPIC = "crm_segment_membership";

    /** What is yet to be told or published. */
    static final String REST = "select (select count(*) from segment_outbox)"
            + " + (select count(*) from segment_relay where cardinality(under_way) > 0)"
            + " + (select count(*) from segment_profile where due_at <= now())"
            + " + (select count(*) from segment_version where pass is not null)";

    private static final String FOLLOW = """
            with fresh as (insert into segment (key, state) values (?, 'backfilling') on conflict do nothing returning key)
            insert into segment_version (key, version, definition, published_by, pass)
            select ?, 1, ?::json, 'campaign', 'backfill' from fresh""";

    private final Findings findings;
    private final boolean mayBeDoubled;
    private final Map<UUID, Set<String>> heard = new HashMap<>();
    private final Set<String> ids = new HashSet<>();

    /**
     * Reads the whole topic.
     *
     * @param mayBeDoubled since the database has forgotten that it published some
     */
    Memberships(TopicReader reader, Set<String> topics, Findings findings, boolean mayBeDoubled) {
        this.findings = findings;
        this.mayBeDoubled = mayBeDoubled;
        if (topics.contains(TOPIC)) {
            reader.read(TOPIC, this::add);
        }
    }

    /** Has all segments of a campaign told of, those that are not there yet. */
    static void publish(String jdbcUrl) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl)) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement();
                    PreparedStatement follow = connection.prepareStatement(FOLLOW)) {
                statement.execute("select segment_epoch_alone()");
                for (LiveSegment segment : LiveSegment.values()) {
                    follow.setString(1, segment.key());
                    follow.setString(2, segment.key());
                    follow.setString(3, segment.definition());
                    follow.executeUpdate();
                }
                statement.execute("update segment s set next_id = v.id from segment_version v"
                        + " where v.key = s.key and s.live_id is null and s.next_id is null");
                statement.execute("update segment_epoch set epoch = epoch + 1");
            }
            connection.commit();
        }
    }

    private void add(ConsumerRecord<byte[], byte[]> record) {
        JsonNode event = Tables.read(new String(record.value(), UTF_8));
        UUID profile = UUID.fromString(new String(record.key(), UTF_8));
        String key = event.at("/data/segment_key").asText();
        Set<String> in = heard.computeIfAbsent(profile, none -> new TreeSet<>());
        boolean entered = event.path("type").asText().equals("segment.entered");
        boolean follows = entered ? in.add(key) : in.remove(key);
        boolean once = ids.add(event.path("id").asText());
        if (!mayBeDoubled && !(follows && once)) {
            findings.add("published membership out of order or doubled", event.toString());
        }
    }

    /** @param expected of all profiles that there may be */
    void compare(Map<UUID, Set<String>> expected, Tables tables) throws SQLException {
        Map<UUID, Set<String>> stored = new HashMap<>();
        tables.memberships(expected.keySet(), stored);
        expected.forEach((profile, must) -> {
            findings.compare("memberships", profile.toString(), must, stored.getOrDefault(profile, Set.of()));
            Set<String> last = heard.remove(profile);
            if (!mayBeDoubled) {
                findings.compare(
                        "memberships as they were published", profile.toString(), must, last == null ? Set.of() : last);
            }
        });
    }

    /** After all profiles were compared. */
    void compareRest(Tables tables) throws SQLException {
        heard.forEach((profile, in) -> {
            if (!in.isEmpty()) {
                findings.add("published membership of nobody", profile + " " + in);
            }
        });
        if (!mayBeDoubled) {
            findings.compare(
                    "total",
                    "changes of memberships",
                    (long) ids.size(),
                    tables.number("select count(*) from segment_change where not silent"));
        }
    }
}
