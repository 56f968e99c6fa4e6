package crm.platform.service;

import java.sql.Connection;
import java.sql.SQLException;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The PostgreSQL that {@code crm.db.*} names, under the server's transactions and pool. The connections it gives heal
 * themselves between transactions, see {@link HealingConnection}.
 */
public class Database extends PGSimpleDataSource {

    private static final long serialVersionUID = 1L;
    private static final int SECONDS_TO_CONNECT = 10;
    private static final int SECONDS_TO_ANSWER = 120;

    /** A worker that froze inside a transaction must not keep its successor waiting for ever. */
    static final String OPTIONS = "-c lock_timeout=10s -c idle_in_transaction_session_timeout=30s"
            + " -c default_transaction_isolation=read\\ committed";

    public Database() {
        Config config = ConfigProvider.getConfig(Database.class.getClassLoader());
        setUrl(config.getValue("crm.db.url", String.class));
        config.getOptionalValue("crm.db.user", String.class).ifPresent(this::setUser);
        config.getOptionalValue("crm.db.password", String.class).ifPresent(this::setPassword);
        setApplicationName("crm");
        setConnectTimeout(SECONDS_TO_CONNECT);
        setSocketTimeout(SECONDS_TO_ANSWER);
        setTcpKeepAlive(true);
        setLogServerErrorDetail(false); // it quotes the values of rows
        setOptions(OPTIONS);
        setPrepareThreshold(1);
    }

    @Override
    public Connection getConnection() throws SQLException {
        // The superclass's method without arguments would come back to the one with them, which is overridden below.
        return HealingConnection.over(() -> super.getConnection(getUser(), getPassword()));
    }

    /** The server's pool asks with the user and password of its own configuration, which has none. */
    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }
}
