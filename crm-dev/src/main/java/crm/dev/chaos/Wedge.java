package crm.dev.chaos;

import crm.dev.lab.Deadline;
import crm.dev.lab.WildFly;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds transactions of the application in their middle, by a lock on the table of events: whatever breaks then breaks between
 * a transaction's first effect and its commit, for certain and not by luck.
 */
final class Wedge implements AutoCloseable {

    // Well within what the application itself waits for a lock.
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private static final String WAITING =
            "select a.client_port from pg_locks l join pg_class c on c.oid = l.relation join pg_stat_activity a on a.pid = l.pid"
                    + " where c.relname = 'event' and not l.granted";

    private final Connection connection;
    private final Statement statement;

    Wedge(Site site) throws SQLException {
        connection = DriverManager.getConnection(site.postgres().jdbcUrl() + "&connectTimeout=5&socketTimeout=20");
        connection.setAutoCommit(false);
        statement = connection.createStatement();
        statement.execute("set local lock_timeout = '10s'");
        statement.execute("lock table event in share mode");
    }

    /**
     * Waits until transactions of this server are in the middle, and gives all others some time to get there.
     *
     * @return how many are
     */
    int hold(WildFly node, int wanted) {
        Deadline.in(PATIENCE).await(() -> held().size() >= wanted && holds(node));
        Deadline.in(PATIENCE).await(() -> holds(node));
        return held().size();
    }

    private boolean holds(WildFly node) {
        return held().stream().anyMatch(port -> Sockets.isOf(node.pid(), port));
    }

    /** The ports of the connections that wait. */
    private List<Integer> held() {
        List<Integer> ports = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(WAITING)) {
            while (row.next()) {
                ports.add(row.getInt(1));
            }
            return ports;
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
