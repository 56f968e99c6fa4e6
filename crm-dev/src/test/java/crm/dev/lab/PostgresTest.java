package crm.dev.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real PostgreSQL. Its binaries are kept in the build directory, the data is not. */
class PostgresTest {

    private final PostgresBinaries binaries = new PostgresBinaries(Path.of("target", "lab"));

    @TempDir
    private Path directory;

    @Test
    void keepsWhatWasCommittedThroughKillAndStaleFiles() throws Exception {
        try (Postgres postgres = postgres()) {
            postgres.start();
            execute(postgres, "create table kept (n int); insert into kept values (42)");
            postgres.kill();
            assertThat(postgres.isAlive()).isFalse();
            // As after a reboot, when the pid has been given to somebody else.
            Files.writeString(
                    directory.resolve("data/postmaster.pid"),
                    ProcessHandle.current().pid() + "\n");
            Files.writeString(directory.resolve("pid"), ProcessHandle.current().pid() + "\n");

            postgres.start();
            assertThat(query(postgres, "select n from kept")).isEqualTo("42");
        }
    }

    @Test
    void takesOverWhatAKilledOwnerLeftRunning() throws Exception {
        Postgres orphan = postgres();
        orphan.start();
        execute(orphan, "create table kept (n int)");

        try (Postgres successor = postgres()) {
            assertThat(successor.hasLeftover()).isTrue();
            successor.start();
            assertThat(orphan.isAlive()).isFalse();
            assertThat(query(successor, "select count(*) from kept")).isEqualTo("0");
        }
    }

    @Test
    void isDurableAndKnowsLettersOfTheWorld() throws Exception {
        try (Postgres postgres = postgres()) {
            postgres.start();
            for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
                assertThat(query(postgres, "show " + setting)).isEqualTo("on");
            }
            execute(postgres, "create extension pg_trgm");
            assertThat(query(postgres, "select upper('straße žluť')")).isEqualTo("STRASSE ŽLUŤ".replace("SS", "ß"));
            assertThat(query(postgres, "select '王小明' % '王小明明'")).isEqualTo("t");
        }
    }

    private Postgres postgres() {
        return new Postgres(binaries, directory, PORT, "secret");
    }

    private static final int PORT = Port.anyFree();

    private static void execute(Postgres postgres, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(Postgres postgres, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
