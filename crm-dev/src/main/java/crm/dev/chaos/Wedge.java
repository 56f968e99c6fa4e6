package crm.dev.chaos;

import crm.dev.lab.Deadline;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Holds transactions of the application in their middle, by a lock on the table of events: whatever breaks then breaks between
 * a transaction's first effect and its commit, for certain and not by luck.
 */
final class Wedge implements AutoCloseable {

    // Well within what the application itself waits for a lock.
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final Connection connection;
    private final Statement statement;
    private int held;

    Wedge(Site site) throws SQLException {
        connection = DriverManager.getConnection(site.postgres().jdbcUrl() + "&connectTimeout=5&socketTimeout=20");
        connection.setAutoCommit(false);
        statement = connection.createStatement();
        statement.execute("set local lock_timeout = '10s'");
        statement.execute("lock table event in share mode");
    }

    /** Waits until so many transactions are in the middle, or none has come for some seconds; says how many are. */
    int hold(int wanted) {
        Deadline.in(PATIENCE).await(() -> count() >= wanted);
        return held;
    }

    private int count() {
        try (ResultSet row =
                statement.executeQuery("select count(*) from pg_locks l join pg_class c on c.oid = l.relation"
                        + " where c.relname = 'event' and not l.granted")) {
            row.next();
            held = row.getInt(1);
            return held;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lets them go on, those that still can. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException gone) {
            // So is the lock.
        }
    }
}
