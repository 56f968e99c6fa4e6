package crm.ingest.service;

import static org.assertj.core.api.Assertions.assertThat;

import crm.ingest.entity.Delivery;
import crm.ingest.entity.Refused;
import crm.ingest.entity.Rejection;
import crm.profile.service.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ParkStatementTest {

    private final UUID topicId = UUID.randomUUID();

    @Test
    void keepsTheRecordAsItWas() throws SQLException {
        park(refused(5, "a sentence"));
        try (Connection connection = TestDatabase.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select record_value, headers, code, state, record_key from dead_letter where topic_id = ?")) {
            statement.setObject(1, topicId);
            try (ResultSet row = statement.executeQuery()) {
                assertThat(row.next()).isTrue();
                assertThat(row.getBytes(1)).containsExactly(0, -1, 7);
                assertThat(row.getString(2)).isEqualTo("[[\"ce_id\",\"MTc=\"],[\"nothing\\u0000\",null]]");
                assertThat(row.getString(3)).isEqualTo("not_json");
                assertThat(row.getString(4)).isEqualTo("open");
                assertThat(row.getBytes(5)).isNull();
            }
        }
    }

    @Test
    void parksARecordOnce() throws SQLException {
        park(refused(5, "first"), refused(6, "other"));
        park(refused(5, "second"));
        assertThat(details()).isEqualTo("first,other");
    }

    @Test
    void storesWhatTextCannotHold() throws SQLException {
        park(refused(5, "a\0b\uD800c"));
        assertThat(details()).isEqualTo("a?b?c");
    }

    private Refused refused(long offset, String detail) {
        List<Delivery.Header> headers = List.of(
                new Delivery.Header("ce_id", "17".getBytes(StandardCharsets.UTF_8)),
                new Delivery.Header("nothing\0", null));
        Delivery delivery = new Delivery(
                "customer_order", "orders", topicId, 0, offset, Instant.EPOCH, headers, null, new byte[] {0, -1, 7});
        return new Refused(delivery, new Rejection(Rejection.Code.NOT_JSON, "/a", detail));
    }

    private static void park(Refused... refused) throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            new ParkStatement(connection, "crm-test").park(List.of(refused));
        }
    }

    private String details() throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select string_agg(detail, ',' order by id) from dead_letter where topic_id = ?")) {
            statement.setObject(1, topicId);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
