package crm.ingest.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import crm.ingest.entity.Delivery;
import crm.ingest.entity.Refused;
import crm.ingest.entity.Rejection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Inserts dead letters, one round trip for all. */
final class ParkStatement {

    private static final String SQL = """
            insert into dead_letter (group_id, topic, topic_id, partition, record_offset, produced_at, record_key,
                record_value, headers, code, pointer, detail, at)
            values (?, ?, ?, ?, ?, ?::timestamptz, ?, ?, ?, ?, ?, ?, now())
            on conflict (group_id, topic_id, partition, record_offset) do nothing
            """;

    private final Connection connection;
    private final String group;

    ParkStatement(Connection connection, String group) {
        this.connection = connection;
        this.group = group;
    }

    void park(Collection<Refused> refused) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            for (Refused one : refused) {
                bindPlace(statement, one.delivery());
                bindContent(statement, one.delivery());
                bindReason(statement, one.rejection());
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

    private static void bindContent(PreparedStatement statement, Delivery delivery) throws SQLException {
        statement.setBytes(7, delivery.key());
        statement.setBytes(8, delivery.value());
        statement.setString(9, json(delivery.headers()));
    }

    private static void bindReason(PreparedStatement statement, Rejection rejection) throws SQLException {
        statement.setString(10, rejection.code().name().toLowerCase(Locale.ROOT));
        statement.setString(11, storable(rejection.pointer()));
        statement.setString(12, storable(rejection.detail()));
    }

    private static String json(List<Delivery.Header> headers) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (Delivery.Header header : headers) {
            // As JSON's own escape, U+0000 is nothing special to a text column.
            all.addArray().add(header.name()).add(header.value());
        }
        return all.toString();
    }

    /** PostgreSQL's text knows every character but U+0000, and no half of a pair. */
    private static String storable(String text) {
        return text.replaceAll("[\\x00\\x{D800}-\\x{DFFF}]", "?");
    }
}
