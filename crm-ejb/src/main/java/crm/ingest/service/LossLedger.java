package crm.ingest.service;

import crm.ingest.entity.Claim;
import crm.ingest.entity.Loss;
import crm.ingest.entity.PartitionLog;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Locale;
import java.util.Optional;

/** Writes down what a group cannot read any more, in the transaction that moves its position past it. */
final class LossLedger {

    private static final Logger LOG = System.getLogger(LossLedger.class.getName());

    private static final String RECORD = """
            insert into loss (group_id, topic, topic_id, partition, cause, from_offset, to_offset, at)
            values (?, ?, ?, ?, ?, ?, ?, now())
            """;

    private static final String MOVE = """
            update consumer_position set topic_id = ?, next_offset = ?, leader_epoch = null
             where group_id = ? and topic = ? and partition = ?
            """;

    private final Connection connection;
    private final String group;

    LossLedger(Connection connection, String group) {
        this.connection = connection;
        this.group = group;
    }

    /** The claim as it stands, moved where the log does not have its position. */
    Claim settle(Claim stored, PartitionLog log) throws SQLException {
        Optional<Loss.Gap> gap = Gaps.between(stored, log);
        if (gap.isEmpty()) {
            return stored;
        }
        Claim moved = Gaps.beyond(gap.get(), stored, log);
        record(gap.get());
        move(moved);
        report(gap.get(), moved);
        return moved;
    }

    void record(Loss.Gap gap) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RECORD)) {
            statement.setString(1, group);
            statement.setString(2, gap.partition().topic());
            statement.setObject(3, gap.topicId());
            statement.setInt(4, gap.partition().partition());
            statement.setString(5, gap.cause().name().toLowerCase(Locale.ROOT));
            statement.setLong(6, gap.from());
            statement.setObject(7, gap.to().isPresent() ? gap.to().getAsLong() : null, Types.BIGINT);
            statement.executeUpdate();
        }
    }

    private void move(Claim moved) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MOVE)) {
            statement.setObject(1, moved.topicId());
            statement.setLong(2, moved.nextOffset());
            statement.setString(3, group);
            statement.setString(4, moved.partition().topic());
            statement.setInt(5, moved.partition().partition());
            statement.executeUpdate();
        }
    }

    private void report(Loss.Gap gap, Claim moved) {
        String to = gap.to().isPresent() ? String.valueOf(gap.to().getAsLong()) : "unknown";
        LOG.log(
                Level.ERROR,
                "loss=" + gap.cause().name().toLowerCase(Locale.ROOT) + " group=" + group + " partition="
                        + gap.partition() + " from=" + gap.from() + " to=" + to + " next=" + moved.nextOffset());
    }
}
