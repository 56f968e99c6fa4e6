package crm.ingest.service;

import crm.ingest.entity.Delivery;
import crm.ingest.entity.RecordContent;
import crm.ingest.entity.Refused;
import crm.ingest.entity.Rejection;
import crm.ingest.entity.SealedContent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Inserts dead letters, one round trip for all. */
final class ParkStatement {

    private static final String SQL = """
            insert into dead_letter (group_id, topic, topic_id, partition, record_offset, produced_at, person_id,
                original, code, pointer, detail, at)
            values (?, ?, ?, ?, ?, ?::timestamptz, ?, ?, ?, ?, ?, now())
            on conflict (group_id, topic_id, partition, record_offset) do nothing
            """;

    private final Connection connection;
    private final LetterSeals seals;
    private final String group;

    ParkStatement(Connection connection, LetterSeals seals, String group) {
        this.connection = connection;
        this.seals = seals;
        this.group = group;
    }

    void park(List<Refused> refused) throws SQLException {
        List<SealedContent> contents = seals.seal(
                connection,
                refused.stream().map(one -> RecordContent.of(one.delivery())).toList());
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            for (int i = 0; i < refused.size(); i++) {
                bindPlace(statement, refused.get(i).delivery());
                bindContent(statement, contents.get(i));
                bindReason(statement, StorableReason.of(refused.get(i).rejection()));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private void bindPlace(PreparedStatement statement, Delivery delivery) throws SQLException {
        statement.setString(1, group);
        statement.setString(2, delivery.topic());
        statement.setObject(3, delivery.topicId());
        statement.setInt(4, delivery.partition());
        statement.setLong(5, delivery.offset());
        statement.setString(6, delivery.timestamp().toString());
    }

    private static void bindContent(PreparedStatement statement, SealedContent content) throws SQLException {
        statement.setObject(7, content.person().orElse(null), java.sql.Types.OTHER);
        statement.setBytes(8, content.bytes());
    }

    private static void bindReason(PreparedStatement statement, Rejection rejection) throws SQLException {
        statement.setString(9, rejection.code().word());
        statement.setString(10, rejection.pointer());
        statement.setString(11, rejection.detail());
    }
}
