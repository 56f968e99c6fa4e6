package crm.platform.service;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;

/**
 * When a question must be answered, of however many statements: each may take what those before have left over. When nothing
 * is left it fails as the database does with a statement that took too long.
 */
public final class Deadline {

    private static final String CANCELLED = "57014";
    private static final long NANOS = Duration.ofMillis(1).toNanos();

    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** Lets no statement of the connection's transaction that begins now end later. */
    public void limit(Connection connection) throws SQLException {
        long left = left();
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local statement_timeout = " + (left / NANOS + 1));
        }
    }

    /** Between the portions of an answer, each of which the database takes for a statement. */
    public void check() throws SQLException {
        left();
    }

    private long left() throws SQLException {
        long left = end - System.nanoTime();
        if (left <= 0) {
            throw new SQLTimeoutException("the question took too long", CANCELLED);
        }
        return left;
    }
}
