package crm.operations.service;

import crm.operations.entity.GroupMoment;
import crm.operations.entity.GroupSample;
import crm.operations.entity.Progress;
import crm.platform.service.StoreFailed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Samples of all groups, taken by one server for all and kept for a while, so that what is shown of the last hour survives
 * a restart and is the same on every server. Each method is a transaction.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class Samples {

    private static final String TAKE = """
            update sampling set holder = ?, at = now()
             where at <= now() - ? * interval '1 millisecond'
               and (holder = ? or at <= now() - ? * interval '1 millisecond')""";
    private static final String PURGE = "delete from group_sample where at < now() - ? * interval '1 millisecond'";

    /** So many times over, somebody who has not sampled is followed by another. */
    private static final int MISSED = 3;

    @Inject
    private DataSource database;

    @Inject
    private SampleSettings settings;

    /** A sample and what was made of it. */
    public record Judged(GroupSample sample, Progress status) {}

    /**
     * Writes samples, if it is time to and this server's turn.
     *
     * @return whether they were written
     * @throws StoreFailed if the database does not answer
     */
    public boolean write(String node, Collection<Judged> samples) {
        try (Connection connection = database.getConnection()) {
            boolean ours = take(connection, node);
            if (ours) {
                new SampleRows(connection).write(samples);
                purge(connection);
            }
            return ours;
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }

    private boolean take(Connection connection, String node) throws SQLException {
        // A little sooner than it should be, as a clock that ticks every second would else miss every other turn.
        long pause = settings.every().minus(settings.every().dividedBy(5)).toMillis();
        try (PreparedStatement update = connection.prepareStatement(TAKE)) {
            update.setString(1, node);
            update.setLong(2, pause);
            update.setString(3, node);
            update.setLong(4, settings.every().multipliedBy(MISSED).toMillis());
            return update.executeUpdate() == 1;
        }
    }

    private void purge(Connection connection) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(PURGE)) {
            delete.setLong(1, settings.kept().toMillis());
            delete.executeUpdate();
        }
    }

    /**
     * The latest samples of groups, oldest first.
     *
     * @param count of each
     * @throws StoreFailed if the database does not answer
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Map<String, List<GroupSample>> latest(Collection<String> groups, int count) {
        try (Connection connection = database.getConnection()) {
            return new SampleRows(connection).latest(groups, count);
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }

    /**
     * How a group went, oldest first.
     *
     * @param step one point for each, of what happened within it
     * @throws StoreFailed if the database does not answer
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<GroupMoment> history(String group, Instant since, Duration step) {
        try (Connection connection = database.getConnection()) {
            return GroupHistory.of(new SampleRows(connection).sums(group, since), step);
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }

    /** Whether there are any of a group. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public boolean has(String group) {
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select from group_sample where group_id = ? limit 1")) {
            select.setString(1, group);
            ResultSet row = select.executeQuery();
            return row.next();
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }
}
