package crm.platform.service;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Connections that wait for a statement however long it takes, as the one that makes an index of a large table does, and
 * a minute for a lock. They come from where all others come from, and go back there as they were.
 *
 * <p>A transaction may be idle, too: one is, holding the lock that keeps other nodes from migrating, while another works.
 */
final class PatientConnections implements InvocationHandler {

    private static final String SETTINGS = """
             from pg_settings
            where name in ('statement_timeout', 'transaction_timeout', 'idle_in_transaction_session_timeout',
                           'idle_session_timeout', 'lock_timeout')""";
    private static final String BE_PATIENT =
            "select set_config(name, case name when 'lock_timeout' then '60s' else '0' end, false)" + SETTINGS;
    private static final String BE_AS_BEFORE = "select set_config(name, reset_val, false)" + SETTINGS;

    private final Connection connection;
    private int timeout;

    private PatientConnections(Connection connection) {
        this.connection = connection;
    }

    static DataSource of(DataSource database) {
        return proxy(
                DataSource.class,
                (proxy, method, arguments) -> method.getName().equals("getConnection")
                        ? patient(database.getConnection())
                        : call(database, method, arguments));
    }

    private static Connection patient(Connection connection) throws SQLException {
        PatientConnections patient = new PatientConnections(connection);
        try {
            patient.begin();
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return proxy(Connection.class, patient);
    }

    private void begin() throws SQLException {
        // The statement first: it is what opens a lost connection anew, see HealingConnection.
        try (Statement statement = connection.createStatement()) {
            timeout = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, 0);
            statement.execute(BE_PATIENT);
        }
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("close") && !connection.isClosed()) {
            giveBack();
            return null;
        }
        return call(connection, method, arguments);
    }

    private void giveBack() throws SQLException {
        try (connection) {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute(BE_AS_BEFORE);
            }
            connection.setNetworkTimeout(Runnable::run, timeout);
        }
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(PatientConnections.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
