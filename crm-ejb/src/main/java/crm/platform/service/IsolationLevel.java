package crm.platform.service;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * All that waits for a row and then looks at what it has become rests on READ COMMITTED: under a stricter level a worker that
 * claims a partition, or an event, would fail where it has to wait, again and again.
 */
final class IsolationLevel {

    /** What is wrong with the database's settings, and what to do about it; in words for operators. */
    static final class Unfit extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private Unfit(String message) {
            super(message);
        }
    }

    private IsolationLevel() {}

    /** @throws Unfit if the transactions of a connection are not READ COMMITTED */
    static void require(Connection connection) throws SQLException {
        int level = connection.getTransactionIsolation();
        if (level != Connection.TRANSACTION_READ_COMMITTED) {
            throw new Unfit(
                    "transactions are " + name(level)
                            + ", but must be READ COMMITTED: take transaction-isolation out of"
                            + " the server's data source, and reset default_transaction_isolation of the database and its user");
        }
    }

    private static String name(int level) {
        return switch (level) {
            case Connection.TRANSACTION_REPEATABLE_READ -> "REPEATABLE READ";
            case Connection.TRANSACTION_SERIALIZABLE -> "SERIALIZABLE";
            case Connection.TRANSACTION_READ_UNCOMMITTED -> "READ UNCOMMITTED";
            default -> "of level " + level;
        };
    }
}
