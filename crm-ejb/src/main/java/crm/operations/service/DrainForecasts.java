package crm.operations.service;

import crm.operations.entity.Capacity;
import crm.operations.entity.CapacityQuestion;
import crm.operations.entity.DrainPrediction;
import crm.operations.entity.GroupStatus;
import crm.platform.service.Columns;
import crm.platform.service.StoreFailed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.sql.DataSource;

/**
 * Says once a minute while a group is behind when its backlog will be gone, by the capacity planner's own formula, and
 * writes down when it was: whoever plans can see how far off the plans are. Kept for a month.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DrainForecasts {

    /** Less is no backlog: it is what comes between two looks. */
    private static final double BEHIND = 5;

    private static final double GONE = 2;
    private static final String OPEN = """
            select exists (select from drain_prediction
                            where group_id = ? and settled_at is null) as open,
                   exists (select from drain_prediction
                            where group_id = ? and made_at > now() - interval '1 minute') as lately""";
    private static final String MAKE = """
            insert into drain_prediction (group_id, made_at, lag, arrival_rate, rate, drain_seconds)
            values (?, now(), ?, ?, ?, ?)""";
    private static final String SETTLE = """
            update drain_prediction set settled_at = now(), took_seconds = extract(epoch from now() - made_at)
             where group_id = ? and settled_at is null""";
    private static final String GIVE_UP = """
            update drain_prediction set settled_at = now()
             where settled_at is null and made_at < now() - interval '1 hour'""";
    private static final String FORGET = "delete from drain_prediction where made_at < now() - interval '30 days'";
    private static final String READ = """
            select group_id, made_at, lag, arrival_rate, rate, drain_seconds, settled_at, took_seconds
              from drain_prediction where group_id = ? order by made_at desc limit ?""";

    @Inject
    private DataSource database;

    @EJB
    private MeasuredRates measured;

    /**
     * Settles what was predicted of groups and predicts anew, by how they are now.
     *
     * @throws StoreFailed if the database does not answer
     */
    public void consider(List<GroupStatus> groups) {
        try (Connection connection = database.getConnection()) {
            for (GroupStatus group : groups) {
                consider(connection, group);
            }
            run(connection, GIVE_UP);
            run(connection, FORGET);
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }

    private void consider(Connection connection, GroupStatus group) throws SQLException {
        boolean open;
        boolean lately;
        try (PreparedStatement select = connection.prepareStatement(OPEN)) {
            select.setString(1, group.group());
            select.setString(2, group.group());
            ResultSet row = select.executeQuery();
            row.next();
            open = row.getBoolean("open");
            lately = row.getBoolean("lately");
        }
        if (open && group.lagSeconds() < GONE) {
            settle(connection, group.group());
        } else if (!lately && isBehind(group)) {
            predict(connection, group);
        }
    }

    /** What somebody has stopped drains when they let it. */
    private static boolean isBehind(GroupStatus group) {
        return group.state().equals("running")
                && group.lagSeconds() >= BEHIND
                && group.partitions().stream().noneMatch(GroupStatus.PartitionStatus::paused);
    }

    private static void settle(Connection connection, String group) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(SETTLE)) {
            update.setString(1, group);
            update.executeUpdate();
        }
    }

    private void predict(Connection connection, GroupStatus group) throws SQLException {
        OptionalDouble each = measured.perConsumer(group);
        if (each.isEmpty()) {
            return;
        }
        Capacity capacity = Capacity.of(new CapacityQuestion(
                group.rateIn(),
                each.getAsDouble(),
                group.partitions().size(),
                group.members().size(),
                List.of(),
                group.lag(),
                OptionalDouble.empty()));
        try (PreparedStatement insert = connection.prepareStatement(MAKE)) {
            insert.setString(1, group.group());
            insert.setLong(2, group.lag());
            insert.setDouble(3, group.rateIn());
            insert.setDouble(4, capacity.rate());
            if (capacity.drainSeconds().isPresent()) {
                insert.setDouble(5, capacity.drainSeconds().getAsDouble());
            } else {
                insert.setNull(5, Types.DOUBLE);
            }
            insert.executeUpdate();
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.executeUpdate();
        }
    }

    /**
     * The last predictions of a group, latest first.
     *
     * @throws StoreFailed if the database does not answer
     */
    public List<DrainPrediction> lately(String group, int limit) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(READ)) {
            select.setString(1, group);
            select.setInt(2, limit);
            List<DrainPrediction> found = new ArrayList<>();
            ResultSet row = select.executeQuery();
            while (row.next()) {
                found.add(new DrainPrediction(
                        row.getString("group_id"),
                        Columns.time(row, "made_at"),
                        row.getLong("lag"),
                        row.getDouble("arrival_rate"),
                        row.getDouble("rate"),
                        number(row, "drain_seconds"),
                        Optional.ofNullable(Columns.time(row, "settled_at")),
                        number(row, "took_seconds")));
            }
            return found;
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }

    private static OptionalDouble number(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
