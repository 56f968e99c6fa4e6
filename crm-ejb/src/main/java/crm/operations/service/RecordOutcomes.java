package crm.operations.service;

import crm.ingest.entity.PartitionId;
import crm.operations.entity.RecordShown.Outcome;
import crm.operations.entity.RecordsRead.Found;
import crm.platform.service.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** What groups made of records: where they stand, and which records they parked; two questions for a page. */
final class RecordOutcomes {

    private static final String POSITIONS =
            "select group_id, partition, next_offset from consumer_position where topic = ? order by group_id";
    private static final String LETTERS = """
            select d.group_id, d.partition, d.record_offset, d.id
              from unnest(?, ?, ?) as r (topic_id, partition, record_offset)
              join consumer_position p on p.topic = ? and p.partition = r.partition
              join dead_letter d on d.group_id = p.group_id and d.topic_id = r.topic_id
                                and d.partition = r.partition and d.record_offset = r.record_offset""";

    private record Place(String group, int partition, long offset) {}

    private final String topic;
    private final Map<PartitionId, Map<String, Long>> positions = new HashMap<>();
    private final Map<Place, Long> letters = new HashMap<>();

    private RecordOutcomes(String topic) {
        this.topic = topic;
    }

    static RecordOutcomes read(Connection connection, String topic, List<Found> records) throws SQLException {
        RecordOutcomes outcomes = new RecordOutcomes(topic);
        if (!records.isEmpty()) {
            outcomes.readPositions(connection);
            outcomes.readLetters(connection, records);
        }
        return outcomes;
    }

    private void readPositions(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(POSITIONS)) {
            select.setString(1, topic);
            ResultSet row = select.executeQuery();
            while (row.next()) {
                positions
                        .computeIfAbsent(new PartitionId(topic, row.getInt("partition")), none -> new TreeMap<>())
                        .put(row.getString("group_id"), row.getLong("next_offset"));
            }
        }
    }

    private void readLetters(Connection connection, List<Found> records) throws SQLException {
        try (Columns select = new Columns(connection, LETTERS)
                .uuids(records, Found::topicId)
                .integers(records, Found::partition)
                .longs(records, Found::offset)
                .value(topic)) {
            ResultSet row = select.query();
            while (row.next()) {
                letters.put(
                        new Place(row.getString("group_id"), row.getInt("partition"), row.getLong("record_offset")),
                        row.getLong("id"));
            }
        }
    }

    List<Outcome> of(Found record) {
        List<Outcome> outcomes = new ArrayList<>();
        positions
                .getOrDefault(new PartitionId(topic, record.partition()), Map.of())
                .forEach((group, next) -> outcomes.add(outcome(group, next, record)));
        return outcomes;
    }

    private Outcome outcome(String group, long next, Found record) {
        Long letter = letters.get(new Place(group, record.partition(), record.offset()));
        if (letter != null) {
            return new Outcome(group, Outcome.DEAD_LETTER, OptionalLong.of(letter));
        }
        return new Outcome(group, record.offset() < next ? Outcome.APPLIED : Outcome.WAITING, OptionalLong.empty());
    }
}
