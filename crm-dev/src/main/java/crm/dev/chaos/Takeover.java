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
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * A claim of all partitions, as another member of the group makes it for whom Kafka has decided. Its transaction stays open until
 * workers wait for it with records in hand: after its commit they are fenced, though the positions are where they believe them.
 */
final class Takeover implements AutoCloseable {

    // Well within what the application itself waits for a lock.
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final Duration TO_MOVE = Duration.ofSeconds(3);

    private static final String CLAIM =
            "update consumer_position set epoch = epoch + 1, owner = 'chaos', updated_at = now()"
                    + " where group_id = '" + Standing.GROUP + "' returning topic, partition, next_offset, epoch";
    private static final String WAITING = "select a.client_port from pg_stat_activity a"
            + " where a.application_name = 'crm' and pg_backend_pid() = any (pg_blocking_pids(a.pid))";
    private static final String NOW = "select topic, partition, next_offset, epoch from consumer_position"
            + " where group_id = '" + Standing.GROUP + "'";

    private final Connection connection;
    private final Statement statement;
    private final Map<TopicPartition, Row> claimed;

    private record Row(long position, long epoch) {}

    Takeover(Site site) throws SQLException {
        connection = DriverManager.getConnection(site.postgres().jdbcUrl() + "&connectTimeout=5&socketTimeout=20");
        connection.setAutoCommit(false);
        statement = connection.createStatement();
        claimed = rows(CLAIM);
    }

    private Map<TopicPartition, Row> rows(String sql) throws SQLException {
        Map<TopicPartition, Row> rows = new TreeMap<>(Standing.ORDER);
        try (ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                rows.put(new TopicPartition(row.getString(1), row.getInt(2)), new Row(row.getLong(3), row.getLong(4)));
            }
        }
        return rows;
    }

    /** Waits until a worker of this server waits, and commits; says how many workers wait. */
    int commit(WildFly node) throws SQLException {
        Deadline.in(PATIENCE).await(() -> waiting().stream().anyMatch(port -> Sockets.isOf(node.pid(), port)));
        int held = waiting().size();
        connection.commit();
        connection.setAutoCommit(true);
        return held;
    }

    private List<Integer> waiting() {
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

    /** What somebody has moved who has not claimed it since. */
    List<String> moved() {
        Map<TopicPartition, String> moved = new TreeMap<>(Standing.ORDER);
        Deadline.in(TO_MOVE).await(() -> {
            look(moved);
            return false;
        });
        return List.copyOf(moved.values());
    }

    private void look(Map<TopicPartition, String> moved) {
        try {
            rows(NOW).forEach((partition, now) -> {
                Row then = claimed.get(partition);
                if (then != null && now.epoch() == then.epoch() && now.position() != then.position()) {
                    moved.put(
                            partition, "position of " + partition + " moved by a worker that was no longer its owner");
                }
            });
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
