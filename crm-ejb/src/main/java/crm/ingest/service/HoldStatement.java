package crm.ingest.service;

import crm.ingest.entity.PartitionId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Stops a partition of a group for a reason, or takes that reason away. */
final class HoldStatement {

    static final String BROKEN = "broken";
    static final String LOSS = "loss";

    private static final String HOLD = """
            insert into hold (group_id, topic, partition, reason, by) values (?, ?, ?, ?, 'system')
            on conflict do nothing
            """;
    private static final String LIFT =
            "delete from hold where group_id = ? and topic = ? and partition = ? and reason = ?";

    private final Connection connection;
    private final String group;

    HoldStatement(Connection connection, String group) {
        this.connection = connection;
        this.group = group;
    }

    void hold(PartitionId partition, String reason) throws SQLException {
        run(HOLD, partition, reason);
    }

    void lift(PartitionId partition, String reason) throws SQLException {
        run(LIFT, partition, reason);
    }

    private void run(String sql, PartitionId partition, String reason) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, group);
            statement.setString(2, partition.topic());
            statement.setInt(3, partition.partition());
            statement.setString(4, reason);
            statement.executeUpdate();
        }
    }
}
