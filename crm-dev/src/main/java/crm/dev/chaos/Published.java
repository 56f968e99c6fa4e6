package crm.dev.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The profiles as whoever reads committed records of their topic knows them. */
final class Published {

    static final String TOPIC = "crm_profile";

    private final Findings findings;
    private final boolean mayBeDoubled;
    private final Map<UUID, Last> last = new HashMap<>();

    /**
     * Reads the whole topic.
     *
     * @param mayBeDoubled since the database has forgotten that it published some
     */
    Published(TopicReader reader, Findings findings, boolean mayBeDoubled) {
        this.findings = findings;
        this.mayBeDoubled = mayBeDoubled;
        reader.read(TOPIC, this::add);
    }

    /** What came last of a profile; the figures are empty where it is no more. */
    private record Last(long version, String figures) {}

    private void add(ConsumerRecord<byte[], byte[]> record) {
        UUID profile = UUID.fromString(new String(record.key(), UTF_8));
        if (record.value() == null) {
            long before = last.containsKey(profile) ? last.get(profile).version() : 0;
            last.put(profile, new Last(before, ""));
            return;
        }
        JsonNode view = Tables.read(new String(record.value(), UTF_8)).path("data");
        long version = view.path("profile_version").asLong();
        if (last.containsKey(profile) && last.get(profile).version() >= version && !mayBeDoubled) {
            findings.add(
                    "published profile out of order or doubled",
                    profile + " version " + version + " after "
                            + last.get(profile).version());
        }
        last.put(profile, new Last(version, ViewFigures.of(view).toString()));
    }

    /** @param stored the profile as it is in the database, described by the oracle's names */
    void compare(UUID profile, Map<String, String> expected, Map<String, String> stored) {
        Last found = last.remove(profile);
        if (found == null) {
            findings.add("profile that is not published", profile.toString());
            return;
        }
        findings.compare(
                "published profile",
                profile.toString(),
                ViewFigures.expected(expected).toString(),
                found.figures());
        findings.compare(
                "published profile's version", profile.toString(), stored.get("version"), "" + found.version());
    }

    /** After all profiles were compared: what is left must be no more. */
    void compareRest() {
        last.forEach((profile, found) -> {
            if (!found.figures().isEmpty()) {
                findings.add("published profile that is none", profile.toString());
            }
        });
    }
}
