package crm.platform.service;

import static org.assertj.core.api.Assertions.assertThat;

import crm.profile.service.TestDatabase;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class MigrationsTest {

    private static final String LOCATION = "classpath:slow";

    private static PGSimpleDataSource impatient(String name) throws SQLException {
        PGSimpleDataSource database = TestDatabase.empty(name);
        database.setSocketTimeout(1);
        database.setOptions("-c statement_timeout=1s -c lock_timeout=1s -c idle_in_transaction_session_timeout=1s");
        return database;
    }

    private static String setting(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show " + name)) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void aSlowStatementIsWaitedForAndOneNodeWaitsForTheOther() throws Exception {
        PGSimpleDataSource database = impatient("slow");
        List<String> begun = new CopyOnWriteArrayList<>();
        Migrations one = new Migrations(database, LOCATION, begun::add);
        Migrations other = new Migrations(database, LOCATION, begun::add);
        CompletableFuture<Void> both =
                CompletableFuture.allOf(CompletableFuture.runAsync(one::run), CompletableFuture.runAsync(other::run));
        both.get(60, TimeUnit.SECONDS);
        assertThat(begun).containsExactly("1");
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(statement.execute("select from slow_and_done")).isTrue();
        }
    }

    @Test
    void whatTakesLongIsOnlyWhatAnEarlierVersionLeft() throws SQLException {
        PGSimpleDataSource database = impatient("fresh");
        assertThat(new Migrations(database, "classpath:db/migration", version -> {}).mayTakeLong())
                .isFalse();
        new Migrations(database, LOCATION, version -> {}).run();
        assertThat(new Migrations(database, LOCATION, version -> {}).mayTakeLong())
                .isFalse();
        assertThat(new Migrations(database, "classpath:db/migration", version -> {}).mayTakeLong())
                .isTrue();
    }

    @Test
    void connectionsGoBackToTheirPoolAsTheyWere() throws SQLException {
        try (Connection pooled = impatient("pooled").getConnection()) {
            AtomicBoolean given = new AtomicBoolean();
            DataSource pool = (DataSource) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {DataSource.class},
                    (a, b, c) -> keptOpen(pooled, given));
            try (Connection patient = PatientConnections.of(pool).getConnection()) {
                assertThat(patient.getNetworkTimeout()).isZero();
                assertThat(setting(patient, "statement_timeout")).isEqualTo("0");
                assertThat(setting(patient, "idle_in_transaction_session_timeout"))
                        .isEqualTo("0");
                assertThat(setting(patient, "lock_timeout")).isEqualTo("1min");
                patient.setAutoCommit(false);
                assertThat(setting(patient, "search_path")).isNotEmpty();
            }
            assertThat(given).isTrue();
            assertThat(pooled.getAutoCommit()).isTrue();
            assertThat(pooled.getNetworkTimeout()).isEqualTo(1000);
            assertThat(setting(pooled, "statement_timeout")).isEqualTo("1s");
            assertThat(setting(pooled, "idle_in_transaction_session_timeout")).isEqualTo("1s");
            assertThat(setting(pooled, "lock_timeout")).isEqualTo("1s");
        }
    }

    /** As a pool does it: closing gives it back. */
    private static Connection keptOpen(Connection pooled, AtomicBoolean given) {
        return (Connection) Proxy.newProxyInstance(
                MigrationsTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        given.set(true);
                        return null;
                    }
                    return method.invoke(pooled, arguments);
                });
    }
}
