package crm.dev.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
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

    /** How many changes were published. */
    int changes() {
        return ids.size();
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
