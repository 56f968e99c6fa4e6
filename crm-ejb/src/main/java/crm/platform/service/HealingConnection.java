package crm.platform.service;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/**
 * A connection that survives the loss of its socket: where a transaction begins on one that died, or that has been idle
 * and no longer answers, it connects anew. Never inside a transaction, whose work would be lost silently. The server's
 * pool for application-defined data sources knows no validation; without this each pooled connection would fail once
 * after a restart of the database.
 */
final class HealingConnection implements InvocationHandler {

    /** Opens a connection. */
    interface Source {
        Connection open() throws SQLException;
    }

    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int SECONDS_TO_ANSWER = 5;

    private final Source source;
    private Connection physical;
    private boolean autoCommit = true;
    private boolean inTransaction;
    private long lastUsed = System.nanoTime();

    private HealingConnection(Source source) throws SQLException {
        this.source = source;
        this.physical = source.open();
    }

    static Connection over(Source source) throws SQLException {
        return (Connection) Proxy.newProxyInstance(
                HealingConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new HealingConnection(source));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        String name = method.getName();
        if (opensStatement(name)) {
            if (!inTransaction) {
                heal();
            }
            inTransaction = !autoCommit;
        }
        try {
            if (name.equals("setAutoCommit") && physical.isClosed()) {
                return null; // what follows opens another, in this mode
            }
            return method.invoke(physical, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } finally {
            lastUsed = System.nanoTime();
            if (name.equals("setAutoCommit")) {
                autoCommit = (Boolean) arguments[0];
                inTransaction = false; // JDBC: it commits
            } else if (name.equals("commit") || (name.equals("rollback") && arguments == null)) {
                inTransaction = false;
            }
        }
    }

    private static boolean opensStatement(String method) {
        return switch (method) {
            case "prepareStatement", "createStatement", "prepareCall", "unwrap" -> true;
            default -> false;
        };
    }

    private void heal() throws SQLException {
        boolean idle = System.nanoTime() - lastUsed > IDLE_NANOS;
        if (physical.isClosed() || (idle && !physical.isValid(SECONDS_TO_ANSWER))) {
            physical.close();
            physical = source.open();
            physical.setAutoCommit(autoCommit);
        }
    }
}
