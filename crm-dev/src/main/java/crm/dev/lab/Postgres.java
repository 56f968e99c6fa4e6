package crm.dev.lab;

import crm.dev.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * A PostgreSQL server with one database {@code crm}, owned by the user {@code crm}, as durable as in production.
 *
 * <p>A restart keeps all that was committed, also after {@link #kill()}.
 */
public final class Postgres extends Daemon {

    private static final String NAME = "crm";
    private static final String SUPERUSER = "postgres";

    // The first three are the defaults; they are written down because nothing may ever turn them off.
    private static final Map<String, String> SETTINGS = Map.of(
            "fsync", "on",
            "synchronous_commit", "on",
            "full_page_writes", "on",
            "listen_addresses", "127.0.0.1",
            "unix_socket_directories", "",
            "shared_buffers", "256MB",
            "timezone", "UTC",
            "log_timezone", "UTC");

    private final PostgresBinaries binaries;
    private final PostgresData data;
    private final int port;
    private final String password;
    private Privilege privilege = Privilege.ORDINARY;

    /**
     * A server that is yet to be started.
     *
     * @param directory where data, log and pid are kept; data already there is used
     * @param password letters and digits only; data already there keeps the password it was made with
     */
    public Postgres(PostgresBinaries binaries, Path directory, int port, String password) {
        super("PostgreSQL", directory);
        this.binaries = binaries;
        this.data = new PostgresData(directory());
        this.port = port;
        this.password = password;
        if (!password.matches("[A-Za-z0-9]+")) {
            throw new IllegalArgumentException("a database password of letters and digits only, please");
        }
    }

    /** The address without user and password. */
    public String url() {
        return url(NAME);
    }

    /** The address to connect with as it is. */
    public String jdbcUrl() {
        return url() + "?user=" + user() + "&password=" + password;
    }

    public String user() {
        return NAME;
    }

    public String password() {
        return password;
    }

    @Override
    public Path log() {
        return directory().resolve("postgresql.log");
    }

    @Override
    void prepare() throws IOException {
        binaries.unpack();
        privilege = Privilege.toRun(binaries.program("postgres"));
        data.release();
        if (!data.exists()) {
            data.create(binaries.program("initdb"), privilege, password, log());
        }
        privilege.own(directory());
    }

    @Override
    ProcessBuilder command() {
        List<String> command = new ArrayList<>();
        command.add(binaries.program("postgres"));
        command.addAll(List.of("-D", data.directory().toString(), "-p", Integer.toString(port)));
        SETTINGS.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return privilege.process(command);
    }

    @Override
    boolean ready() {
        try (Connection connection = superuser()) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    @Override
    void served() {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement()) {
            if (isMissing(statement, "select from pg_roles where rolname = '" + NAME + "'")) {
                statement.execute("create role " + NAME + " login password '" + password + "'");
            }
            if (isMissing(statement, "select from pg_database where datname = '" + NAME + "'")) {
                statement.execute("create database " + NAME + " owner " + NAME);
            }
        } catch (SQLException e) {
            throw new Failure("PostgreSQL could not create its database: see " + log() + ".", e);
        }
    }

    /** A fast shutdown: open sessions are ended, nothing committed is lost. */
    @Override
    Signal farewell() {
        return Signal.INT;
    }

    /** An immediate shutdown: sessions are cut off and nothing is written any more; the next start recovers from the log. */
    public void crash() {
        end(Signal.QUIT);
    }

    /** Copies the data of a stopped server. */
    public void backUp() throws IOException {
        data.copyTo(backup());
    }

    /** Gives a stopped server the data of the last copy; what came after is forgotten. */
    public void restore() throws IOException {
        data.replaceBy(backup());
    }

    private Path backup() {
        return directory().resolve("backup");
    }

    private static boolean isMissing(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return !rows.next();
        }
    }

    private Connection superuser() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", SUPERUSER);
        properties.setProperty("password", password);
        properties.setProperty("loginTimeout", "3");
        return DriverManager.getConnection(url(SUPERUSER), properties);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }
}
