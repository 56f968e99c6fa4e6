package crm.segment.service;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The tables of segments, for tests. */
final class SegmentTables {

    private SegmentTables() {}

    static void clear(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "truncate segment, segment_version, segment_member, segment_profile, segment_change, segment_outbox, segment_settled");
            statement.execute("update segment_relay set holder = '', held_until = '-infinity', under_way = '{}'");
            statement.execute("update segment_epoch set epoch = epoch + 1");
        }
    }
}
