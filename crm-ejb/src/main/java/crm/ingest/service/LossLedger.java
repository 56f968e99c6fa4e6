package crm.ingest.service;

import crm.ingest.entity.Claim;
import crm.ingest.entity.Claims;
import crm.ingest.entity.Hold;
import crm.ingest.entity.Loss;
import crm.ingest.entity.LossDecision;
import crm.ingest.entity.PartitionId;
import crm.ingest.entity.PartitionLog;
import crm.ingest.entity.Scope;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Writes down what a group cannot read any more, and stops the partition until somebody has decided, in the transaction that
 * finds it; follows the decision in the transaction of the next claim, by what the log has then. Decisions and claims of a
 * group exclude each other by the group's row.
 */
final class LossLedger {

    private static final Logger LOG = System.getLogger(LossLedger.class.getName());

    private static final String MOVE = """
            update consumer_position set topic_id = ?, next_offset = ?, leader_epoch = null
             where group_id = ? and topic = ? and partition = ?
            """;

    private final Connection connection;
    private final String group;
    private final LossRows rows;
    private Map<PartitionId, OpenLoss> open;

    LossLedger(Connection connection, String group) {
        this.connection = connection;
        this.group = group;
        this.rows = new LossRows(connection, group);
    }

    /**
     * Whether a gap that nobody has written down yet may be none: the log was looked at before the position's row was locked,
     * and whoever held the partition until then may have read on, or found the topic made anew. A log's beginning only
     * grows, so what it has left behind is gone for certain.
     *
     * @param before the position when it was last doubted, which was before the log was looked at
     */
    boolean doubts(Claim stored, PartitionLog log, Optional<Claim> before) throws SQLException {
        Optional<Loss.Gap> gap = Gaps.between(stored, log);
        if (gap.filter(found -> found.cause() != Loss.Cause.RETENTION).isEmpty()) {
            return false;
        }
        OpenLoss known = open(stored.partition());
        return (known == null || !known.concerns(stored, gap)) && !Claims.confirms(before, stored);
    }

    /** The claim as it stands, or moved as it was decided; empty where it waits for a decision. */
    Optional<Claim> settle(Claim stored, PartitionLog log) throws SQLException {
        Optional<Loss.Gap> gap = Gaps.between(stored, log);
        OpenLoss known = open(stored.partition());
        if (known != null && !known.concerns(stored, gap)) {
            rows.overtaken(stored.partition());
            known = null;
        }
        if (known != null && known.decision().isPresent()) {
            return Optional.of(follow(known, gap, stored, log));
        } else if (gap.isPresent() && known == null) {
            found(gap.get(), Gaps.beyond(gap.get(), stored, log).nextOffset());
        }
        return gap.isEmpty() && known == null ? Optional.of(stored) : stop(stored.partition());
    }

    private OpenLoss open(PartitionId partition) throws SQLException {
        if (open == null) {
            open = rows.open();
        }
        return open.get(partition);
    }

    /** The one alarm: whoever claims later finds it written down. */
    private void found(Loss.Gap gap, long next) throws SQLException {
        rows.record(gap, OptionalLong.of(next), false);
        String to = gap.to().isPresent() ? String.valueOf(gap.to().getAsLong()) : "unknown";
        LOG.log(
                Level.ERROR,
                "loss=" + word(gap.cause()) + " group=" + group + " partition=" + gap.partition() + " from="
                        + gap.from() + " to=" + to + " next=" + next
                        + "; the partition stands still until an operator decides");
    }

    private Optional<Claim> stop(PartitionId partition) throws SQLException {
        new GroupRows(connection, group).stop(Scope.partition(partition), Hold.Reason.LOSS, Holds.BY);
        return Optional.empty();
    }

    private Claim follow(OpenLoss loss, Optional<Loss.Gap> gap, Claim stored, PartitionLog log) throws SQLException {
        Claim moved = new Claim(
                stored.partition(), log.topicId(), stored.epoch(), next(loss, gap, stored, log), Optional.empty());
        move(moved);
        OptionalLong to = gap.map(Loss.Gap::to).orElse(OptionalLong.empty());
        rows.moved(loss, to, moved.nextOffset());
        LOG.log(
                Level.INFO,
                "loss=" + word(loss.cause()) + " group=" + group + " partition=" + moved.partition() + " decided="
                        + loss.decision().orElseThrow().word() + " next=" + moved.nextOffset());
        return moved;
    }

    private static long next(OpenLoss loss, Optional<Loss.Gap> gap, Claim stored, PartitionLog log) {
        if (loss.decision().orElseThrow() == LossDecision.FROM_BEGINNING) {
            return log.begin();
        } else if (loss.cause() == Loss.Cause.TRUNCATED) {
            // What the broker said when it was found; now it may not know any more that the pasts differ.
            return Math.max(log.begin(), Math.min(loss.next(), log.end()));
        }
        return Gaps.beyond(gap.orElseThrow(), stored, log).nextOffset();
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

    /** Writes down what an operator moves the group past. */
    void passed(Loss.Gap gap) throws SQLException {
        rows.record(gap, OptionalLong.empty(), true);
    }

    /** An operator moves the group elsewhere, and has decided by that. */
    void overtaken(PartitionId partition) throws SQLException {
        rows.overtaken(partition);
        new GroupRows(connection, group).lift(Scope.partition(partition), Hold.Reason.LOSS);
    }

    private static String word(Loss.Cause cause) {
        return cause.name().toLowerCase(Locale.ROOT);
    }
}
