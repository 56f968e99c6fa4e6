package crm.profile.service;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** A real PostgreSQL with the product's schema, one for all tests of a module. */
public final class TestDatabase {

    private static final EmbeddedPostgres SERVER = start();
    private static final EntityManagerFactory ENTITIES = open();

    private TestDatabase() {}

    private static EmbeddedPostgres start() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder().start();
            migrate(server);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static DataSource dataSource() {
        return SERVER.getPostgresDatabase();
    }

    /** An empty one beside it. */
    public static PGSimpleDataSource empty(String name) throws SQLException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists " + name);
            statement.execute("create database " + name);
        }
        return (PGSimpleDataSource) SERVER.getDatabase("postgres", name);
    }

    /** Of the product's entities, with transactions of their own; one for all tests, so nobody closes it. */
    public static EntityManagerFactory entities() {
        return ENTITIES;
    }

    /** A server of one's own, with the schema, that loses nothing: for times that shall mean something. */
    public static EmbeddedPostgres durable() throws IOException {
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .start();
        migrate(server);
        return server;
    }

    /** As {@link #durable}, with room, and counting what each statement costs. */
    public static EmbeddedPostgres measured() throws IOException {
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("shared_buffers", "512MB")
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("checkpoint_timeout", "15min")
                .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                .setServerConfig("track_functions", "all")
                .start();
        migrate(server);
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create extension pg_stat_statements");
            statement.execute("checkpoint");
        } catch (SQLException e) {
            throw new IOException(e);
        }
        return server;
    }

    /** Another database of a server, with the schema. */
    public static PGSimpleDataSource beside(EmbeddedPostgres server, String name) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        PGSimpleDataSource database = (PGSimpleDataSource) server.getDatabase("postgres", name);
        migrate(database);
        return database;
    }

    /** A copy of a database that nobody uses. */
    public static PGSimpleDataSource copy(EmbeddedPostgres server, String from, String name) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + " template " + from);
        }
        return (PGSimpleDataSource) server.getDatabase("postgres", name);
    }

    private static void migrate(EmbeddedPostgres server) {
        migrate(server.getPostgresDatabase());
    }

    private static void migrate(DataSource database) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    private static EntityManagerFactory open() {
        return Persistence.createEntityManagerFactory(
                "crm",
                Map.of(
                        "jakarta.persistence.transactionType",
                        "RESOURCE_LOCAL",
                        "jakarta.persistence.nonJtaDataSource",
                        dataSource(),
                        "hibernate.connection.datasource",
                        dataSource()));
    }
}
