package crm.dev.chaos;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Holds the dead letters, as rows and as they are published, against the poison that stands in the topics. */
final class Letters {

    private static final String OURS = "crm-dead-letter-";

    private final Map<Place, String> expected;
    private final Findings findings;

    Letters(Map<Place, String> expected, Findings findings) {
        this.expected = expected;
        this.findings = findings;
    }

    void compareRows(Tables tables) throws SQLException {
        Map<Place, String> missing = new HashMap<>(expected);
        tables.each("select topic, partition, record_offset, code, detail from dead_letter", row -> {
            Place place = new Place(row.getString(1), row.getInt(2), row.getLong(3));
            String code = missing.remove(place);
            if (code == null) {
                findings.add("dead letter that is none", place + " " + row.getString(4) + ' ' + row.getString(5));
            } else {
                findings.compare("dead letter's code", place.toString(), code, row.getString(4));
            }
        });
        missing.forEach((place, code) -> findings.add("dead letter that is missing", place + " " + code));
    }

    /**
     * As whoever reads committed records finds them.
     *
     * @param mayBeDoubled since the database has forgotten that it published some
     */
    void comparePublished(TopicReader reader, Set<String> topics, boolean mayBeDoubled) {
        Map<Place, String> missing = new HashMap<>(expected);
        Set<Place> found = new HashSet<>();
        Set<String> outs = new TreeSet<>();
        Inlet.TOPICS.forEach(topic -> outs.add(topic + ".dlt"));
        outs.retainAll(topics);
        for (String out : outs) {
            reader.read(out, record -> {
                Place place = new Place(
                        TopicReader.header(record, OURS + "topic"),
                        Integer.parseInt(TopicReader.header(record, OURS + "partition")),
                        Long.parseLong(TopicReader.header(record, OURS + "offset")));
                if (!found.add(place) && !mayBeDoubled) {
                    findings.add("published dead letter that is doubled", place.toString());
                }
                String code = missing.remove(place);
                findings.compare(
                        "published dead letter's code",
                        place.toString(),
                        expected.getOrDefault(place, "none at all"),
                        TopicReader.header(record, OURS + "code"));
                if (code != null) {
                    // Marked by the producer, so the original's headers are there.
                    findings.compare(
                            "published dead letter's headers",
                            place.toString(),
                            code,
                            Poison.code(TopicReader.header(record, Message.MARK)));
                }
            });
        }
        missing.forEach((place, code) -> findings.add("dead letter that is not published", place + " " + code));
    }
}
