package crm.profile.service;

import crm.platform.service.MigrationsOfTests;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.postgresql.ds.PGSimpleDataSource;

/** What a database would be if the version before the first books had written it. */
final class EarlierDatabase {

    private static final String VERSION = "9";
    private static final List<String> TABLES = List.of(
            "claim",
            "sealing_key",
            "profile",
            "profile_money",
            "profile_tally",
            "customer_order",
            "person",
            "identity",
            "identity_link",
            "event");

    /** One number of 128 bits was what are two of 64 now. */
    private static final String CLAIMS =
            "select (lpad(to_hex(high), 16, '0') || lpad(to_hex(low), 16, '0'))::uuid as id, digest from claim";

    private final PGSimpleDataSource database;

    private EarlierDatabase(PGSimpleDataSource database) {
        this.database = database;
    }

    /** With the rows of another, as far as there were columns for them. */
    static EarlierDatabase like(Connection later) throws SQLException, IOException {
        PGSimpleDataSource database = TestDatabase.empty("earlier");
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .target(VERSION)
                .load()
                .migrate();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica"); // profiles that refer to later ones
            for (String table : TABLES) {
                copy(table, later, connection);
            }
            statement.execute("update person set search = 'as it was written then'");
        }
        return new EarlierDatabase(database);
    }

    private static void copy(String table, Connection from, Connection to) throws SQLException, IOException {
        String columns = table.equals("claim") ? "id, digest" : columns(table, to);
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        String read = table.equals("claim") ? CLAIMS : "select " + columns + " from " + table;
        copies(from).copyOut("copy (" + read + ") to stdout", rows);
        copies(to)
                .copyIn(
                        "copy " + table + " (" + columns + ") from stdin",
                        new ByteArrayInputStream(rows.toByteArray()));
    }

    private static CopyManager copies(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    private static String columns(String table, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select string_agg(quote_ident(column_name), ', ') from information_schema.columns"
                                + " where table_schema = 'public' and table_name = '" + table + "'")) {
            row.next();
            return row.getString(1);
        }
    }

    /** A connection to it as this version has made it. */
    Connection migrated() throws SQLException {
        MigrationsOfTests.run(database, "classpath:db/migration");
        return database.getConnection();
    }
}
