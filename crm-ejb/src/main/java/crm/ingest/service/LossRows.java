package crm.ingest.service;

import crm.ingest.entity.Loss;
import crm.ingest.entity.LossDecision;
import crm.ingest.entity.PartitionId;
import crm.platform.service.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** The table of losses of one group. */
final class LossRows {

    private static final String RECORD = """
            insert into loss (group_id, topic, topic_id, partition, cause, from_offset, to_offset, next_offset, at,
                decided_at, moved_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, now(), case when ? then now() end, case when ? then now() end)
            """;
    private static final String OPEN = """
            select id, topic, partition, topic_id, cause, from_offset, to_offset, next_offset, decision
              from loss where group_id = ? and moved_at is null
            """;
    private static final String MOVED =
            "update loss set moved_at = now(), to_offset = coalesce(?, to_offset), next_offset = ? where id = ?";
    private static final String OVERTAKEN = """
            update loss set moved_at = now(), decided_at = coalesce(decided_at, now())
             where group_id = ? and topic = ? and partition = ? and moved_at is null
            """;

    private static final String OF_KEY = """
            insert into loss (group_id, topic, topic_id, partition, cause, from_offset, to_offset, records, at, decided_at,
                moved_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, now(), now(), now())
            """;

    private final Connection connection;
    private final String group;

    LossRows(Connection connection, String group) {
        this.connection = connection;
        this.group = group;
    }

    /**
     * Writes down a gap.
     *
     * @param next where it would go on, if that is known
     * @param passed whether the position stands behind it already
     */
    void record(Loss.Gap gap, OptionalLong next, boolean passed) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(RECORD)) {
            insert.setString(1, group);
            insert.setString(2, gap.partition().topic());
            insert.setObject(3, gap.topicId());
            insert.setInt(4, gap.partition().partition());
            insert.setString(5, gap.cause().name().toLowerCase(Locale.ROOT));
            insert.setLong(6, gap.from());
            insert.setObject(7, orNull(gap.to()), Types.BIGINT);
            insert.setObject(8, orNull(next), Types.BIGINT);
            insert.setBoolean(9, passed);
            insert.setBoolean(10, passed);
            insert.executeUpdate();
        }
    }

    /** Writes down what one key alone was moved past: so many records of a range. */
    void record(Loss.Gap gap, long records) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(OF_KEY)) {
            insert.setString(1, group);
            insert.setString(2, gap.partition().topic());
            insert.setObject(3, gap.topicId());
            insert.setInt(4, gap.partition().partition());
            insert.setString(5, gap.cause().name().toLowerCase(Locale.ROOT));
            insert.setLong(6, gap.from());
            insert.setObject(7, orNull(gap.to()), Types.BIGINT);
            insert.setLong(8, records);
            insert.executeUpdate();
        }
    }

    Map<PartitionId, OpenLoss> open() throws SQLException {
        Map<PartitionId, OpenLoss> open = new HashMap<>();
        try (Columns select = new Columns(connection, OPEN).value(group)) {
            ResultSet row = select.query();
            while (row.next()) {
                open.put(new PartitionId(row.getString("topic"), row.getInt("partition")), loss(row));
            }
        }
        return open;
    }

    private static OpenLoss loss(ResultSet row) throws SQLException {
        Long to = row.getObject("to_offset", Long.class);
        return new OpenLoss(
                row.getLong("id"),
                row.getObject("topic_id", UUID.class),
                Loss.Cause.valueOf(row.getString("cause").toUpperCase(Locale.ROOT)),
                row.getLong("from_offset"),
                to == null ? OptionalLong.empty() : OptionalLong.of(to),
                row.getLong("next_offset"),
                Optional.ofNullable(row.getString("decision")).flatMap(LossDecision::of));
    }

    /** The position has followed the decision. */
    void moved(OpenLoss loss, OptionalLong to, long next) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(MOVED)) {
            update.setObject(1, orNull(to), Types.BIGINT);
            update.setLong(2, next);
            update.setLong(3, loss.id());
            update.executeUpdate();
        }
    }

    /** What was open of a partition is of no matter any more: the position stands elsewhere. */
    void overtaken(PartitionId partition) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(OVERTAKEN)) {
            update.setString(1, group);
            update.setString(2, partition.topic());
            update.setInt(3, partition.partition());
            update.executeUpdate();
        }
    }

    private static Long orNull(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }
}
