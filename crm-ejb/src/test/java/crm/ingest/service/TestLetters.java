package crm.ingest.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import crm.ingest.entity.Delivery;
import crm.ingest.entity.Refused;
import crm.ingest.entity.Rejection;
import crm.ingest.entity.Rejection.Code;
import crm.privacy.service.TestKeys;
import crm.profile.service.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Dead letters of one made-up topic in a real PostgreSQL. */
final class TestLetters {

    static final LetterSeals SEALS = new LetterSeals(TestKeys.seals(), new Identities(Deliveries.SETTINGS));

    final UUID topicId = UUID.randomUUID();
    final String topic = "orders-" + topicId;
    final String group = "crm-test";

    Refused refused(long offset, Code code) {
        return refused(offset, new Rejection(code, "/data/total", "a sentence"), "{\"customer_id\":\"ada\"}");
    }

    Refused refused(long offset, Rejection rejection, String value) {
        return new Refused(delivery(offset, "ada", value), rejection);
    }

    Delivery delivery(long offset, String key, String value) {
        List<Delivery.Header> headers =
                List.of(new Delivery.Header("ce_id", "17".getBytes(UTF_8)), new Delivery.Header("nothing\0", null));
        return new Delivery(
                "customer_order",
                topic,
                topicId,
                0,
                offset,
                Instant.EPOCH,
                headers,
                key == null ? null : key.getBytes(UTF_8),
                value == null ? null : value.getBytes(UTF_8));
    }

    void park(Refused... refused) throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            new ParkStatement(connection, SEALS, group).park(List.of(refused));
        }
    }

    /** What a query says of this topic's letters, a line each. */
    List<String> ask(String columns) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = TestDatabase.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select " + columns + " from dead_letter where topic_id = ? order by id")) {
            statement.setObject(1, topicId);
            ResultSet row = statement.executeQuery();
            while (row.next()) {
                lines.add(row.getString(1));
            }
        }
        return lines;
    }

    List<Long> ids() throws SQLException {
        return ask("id").stream().map(Long::valueOf).toList();
    }
}
