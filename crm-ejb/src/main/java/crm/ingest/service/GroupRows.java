package crm.ingest.service;

import crm.ingest.entity.GroupPlan;
import crm.ingest.entity.Hold;
import crm.ingest.entity.ScaleBounds;
import crm.ingest.entity.Scope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is decided about one group. Whoever decides {@link #lock locks} the group's row first; a claim shares it. So a hold
 * is there before a claim is granted, or the claim before the hold, which then fences it.
 */
final class GroupRows {

    private static final String LOCK = """
            insert into consumer_group (group_id) values (?)
            on conflict (group_id) do update set group_id = excluded.group_id""";
    private static final String SHARE = "select from consumer_group where group_id = ? for share";

    private static final String HOLD = """
            insert into hold (group_id, topic, partition, reason, by) values (?, ?, ?, ?, ?) on conflict do nothing""";
    private static final String LIFT = """
            delete from hold where group_id = ? and reason = ? and (? = '' or topic = ?) and (? = -1 or partition = ?)""";
    private static final String WIDER = """
            select exists (select from hold where group_id = ? and reason = ?
              and (topic = '' or topic = ?) and (partition = -1 or partition = ?))""";
    /** Locked in the order of advances. Whoever believes to hold one of them finds out at the next batch. */
    private static final String FENCE = """
            update consumer_position p set epoch = p.epoch + 1, updated_at = now()
              from (select group_id, topic, partition from consumer_position
                     where group_id = ? and (? = '' or topic = ?) and (? = -1 or partition = ?)
                     order by topic, partition for update) as held
             where p.group_id = held.group_id and p.topic = held.topic and p.partition = held.partition""";

    private static final String WORKERS = """
            update consumer_group set workers = ?, scale_min = ?, scale_max = ?, lagging_since = null, idle_since = null
             where group_id = ?""";

    /** Held until the transaction ends. */
    private static final String ALONE = "select pg_try_advisory_xact_lock(hashtext('crm auto-scaler'), hashtext(?))";

    private static final String PLAN = "select * from consumer_group where group_id = ? for update";
    private static final String SCALE =
            "update consumer_group set workers = ?, lagging_since = ?, idle_since = ? where group_id = ?";

    private final Connection connection;
    private final String group;

    GroupRows(Connection connection, String group) {
        this.connection = connection;
        this.group = group;
    }

    /** Until the transaction ends nobody else decides about this group, and no claim is granted. */
    void lock() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            statement.setString(1, group);
            statement.executeUpdate();
        }
    }

    /** Until the transaction ends nobody decides about this group. */
    void share() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SHARE)) {
            statement.setString(1, group);
            statement.executeQuery();
        }
    }

    /** Stands still from now on: what is under way is committed before, or rolls back. */
    void hold(Scope scope, Hold.Reason reason, String by) throws SQLException {
        stop(scope, reason, by);
        try (PreparedStatement fence = connection.prepareStatement(FENCE)) {
            fence.setString(1, group);
            scope(fence, 2, scope);
            fence.executeUpdate();
        }
    }

    /** The same for whoever owns it, whose transaction this is, and who needs no fence. */
    void stop(Scope scope, Hold.Reason reason, String by) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(HOLD)) {
            insert.setString(1, group);
            insert.setString(2, scope.topic());
            insert.setInt(3, scope.partition());
            insert.setString(4, reason.word());
            insert.setString(5, by);
            insert.executeUpdate();
        }
    }

    /** Takes the holds within this scope away. */
    void lift(Scope scope, Hold.Reason reason) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(LIFT)) {
            delete.setString(1, group);
            delete.setString(2, reason.word());
            scope(delete, 3, scope);
            delete.executeUpdate();
        }
    }

    private static void scope(PreparedStatement statement, int first, Scope scope) throws SQLException {
        statement.setString(first, scope.topic());
        statement.setString(first + 1, scope.topic());
        statement.setInt(first + 2, scope.partition());
        statement.setInt(first + 3, scope.partition());
    }

    /** Whether a hold covers all of this scope. */
    boolean covered(Scope scope, Hold.Reason reason) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(WIDER)) {
            select.setString(1, group);
            select.setString(2, reason.word());
            select.setString(3, scope.topic());
            select.setInt(4, scope.partition());
            ResultSet row = select.executeQuery();
            row.next();
            return row.getBoolean(1);
        }
    }

    void workers(OptionalInt count, Optional<ScaleBounds> bounds) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(WORKERS)) {
            update.setObject(1, count.isPresent() ? count.getAsInt() : null, Types.INTEGER);
            update.setObject(2, bounds.map(ScaleBounds::min).orElse(null), Types.INTEGER);
            update.setObject(3, bounds.map(ScaleBounds::max).orElse(null), Types.INTEGER);
            update.setString(4, group);
            update.executeUpdate();
        }
    }

    /** Whether nobody else scales this group at the moment. */
    boolean aloneInScaling() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ALONE)) {
            select.setString(1, group);
            ResultSet row = select.executeQuery();
            row.next();
            return row.getBoolean(1);
        }
    }

    /** Locks the group's row, where it has one. */
    Optional<GroupPlan> plan() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(PLAN)) {
            select.setString(1, group);
            ResultSet row = select.executeQuery();
            return row.next() ? Optional.of(BoardRows.plan(row)) : Optional.empty();
        }
    }

    void scale(GroupPlan plan) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(SCALE)) {
            update.setInt(1, plan.workers().orElseThrow());
            update.setObject(2, time(plan.laggingSince()), Types.TIMESTAMP_WITH_TIMEZONE);
            update.setObject(3, time(plan.idleSince()), Types.TIMESTAMP_WITH_TIMEZONE);
            update.setString(4, group);
            update.executeUpdate();
        }
    }

    private static OffsetDateTime time(Optional<Instant> time) {
        return time.map(instant -> instant.atOffset(ZoneOffset.UTC)).orElse(null);
    }
}
