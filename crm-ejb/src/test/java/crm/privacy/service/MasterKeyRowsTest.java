package crm.privacy.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.privacy.entity.MasterKeyMissing;
import crm.privacy.service.Custody.Unlocked;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes with the same, other and newer master keys at one database, a server of its own. */
class MasterKeyRowsTest {

    private static final String NAME = "event.data/name";
    private static EmbeddedPostgres server;

    @TempDir
    private Path directory;

    private final UUID ada = UUID.randomUUID();
    private Connection connection;

    @BeforeAll
    static void startServer() throws Exception {
        server = EmbeddedPostgres.builder().start();
        Flyway.configure()
                .dataSource(server.getPostgresDatabase())
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }

    @BeforeEach
    void empty() throws SQLException {
        connection = server.getPostgresDatabase().getConnection();
        connection.setAutoCommit(false);
        execute("truncate master_key, sealing_key");
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.rollback();
        connection.close();
    }

    @Test
    void theFirstNodeMakesTheKeyAndARestartFindsIt() throws Exception {
        MasterKeyFile file = new MasterKeyFile(Optional.empty(), Optional.of(directory.toString()));
        Unlocked first = unlock(file);
        Unlocked restarted = unlock(file);
        assertThat(restarted.master().fingerprint()).isEqualTo(first.master().fingerprint());
        assertThat(restarted.digestKey()).isEqualTo(first.digestKey());
    }

    @Test
    void aNodeWithAnotherKeyIsToldAndLeavesEverythingAsItIs() throws Exception {
        Unlocked right = unlock(file("right", MasterKey.generate()));
        assertThatThrownBy(() -> unlock(file("other", MasterKey.generate())))
                .isInstanceOf(MasterKeyMissing.class)
                .hasMessageContaining(right.master().fingerprint())
                .hasMessageContaining("CRM_MASTER_KEY_FILE");
        connection.rollback();
        assertThatThrownBy(() -> unlock(new MasterKeyFile(
                        Optional.empty(), Optional.of(directory.resolve("data").toString()))))
                .isInstanceOf(MasterKeyMissing.class)
                .hasMessageContaining("CRM_MASTER_KEY_FILE");
        assertThat(directory.resolve("data")).doesNotExist();
        assertThat(count("master_key")).isEqualTo(1);
    }

    @Test
    void aNewFirstLineWrapsWhatComesAndTheOldOneStillOpens() throws Exception {
        String old = MasterKey.generate();
        Unlocked before = unlock(file("old", old));
        String sealed = seal(before);
        Unlocked after = unlock(file("new", MasterKey.generate() + old));
        assertThat(after.master().fingerprint()).isNotEqualTo(before.master().fingerprint());
        assertThat(after.digestKey()).isEqualTo(before.digestKey());
        assertThat(open(after, sealed)).contains("Ada");
    }

    @Test
    void aNodeThatHasTheNewKeyInAnotherPlaceWrapsWithItToo() throws Exception {
        String old = MasterKey.generate();
        String next = MasterKey.generate();
        unlock(file("first", old + next));
        Unlocked rotated = unlock(file("second", next + old));
        Unlocked notYet = unlock(file("third", old + next));
        assertThat(notYet.master().fingerprint()).isEqualTo(rotated.master().fingerprint());
        assertThatThrownBy(() -> unlock(file("fourth", old))).isInstanceOf(MasterKeyMissing.class);
    }

    @Test
    void theOldKeyCanGoWhenAllIsWrappedByTheNewOne() throws Exception {
        String old = MasterKey.generate();
        String next = MasterKey.generate();
        String sealed = seal(unlock(file("old", old)));
        Unlocked rotated = unlock(file("both", next + old));
        MasterKeyRows rows = new MasterKeyRows(connection);
        assertThat(rows.renew(rotated.master())).isTrue();
        assertThat(rows.renew(rotated.master())).isFalse();
        assertThatThrownBy(() -> unlock(file("next", next)))
                .as("another node may still be wrapping with the old one")
                .isInstanceOf(MasterKeyMissing.class);
        execute("update master_key set since = since - interval '6 minutes'");
        rows.renew(rotated.master());
        assertThat(open(unlock(file("next", next)), sealed)).contains("Ada");
    }

    @Test
    void aKeyThatWasCommittedLateIsWrappedAnewToo() throws Exception {
        String old = MasterKey.generate();
        String next = MasterKey.generate();
        Unlocked before = unlock(file("old", old));
        Unlocked rotated = unlock(file("both", next + old));
        MasterKeyRows rows = new MasterKeyRows(connection);
        rows.renew(rotated.master());
        execute("update master_key set since = since - interval '6 minutes'");
        rows.renew(rotated.master());
        String sealed = seal(before);
        assertThat(rows.renew(rotated.master())).isTrue();
        assertThat(open(unlock(file("next", next)), sealed)).contains("Ada");
    }

    private Unlocked unlock(MasterKeyFile file) throws SQLException {
        Unlocked unlocked = new MasterKeyRows(connection).unlock(file);
        connection.commit();
        return unlocked;
    }

    private String seal(Unlocked with) throws SQLException {
        String sealed = seals(with).toSeal(connection, List.of(ada)).seal(ada, NAME, "Ada");
        connection.commit();
        return sealed;
    }

    private Optional<String> open(Unlocked with, String sealed) throws SQLException {
        return seals(with).toOpen(connection, List.of(ada)).open(ada, NAME, sealed);
    }

    private static Seals seals(Unlocked with) {
        Custody custody = new Custody();
        custody.unlock(with);
        return new Seals(custody);
    }

    private MasterKeyFile file(String name, String content) throws Exception {
        Path file = Files.writeString(directory.resolve(name), content);
        return new MasterKeyFile(Optional.of(file.toString()), Optional.empty());
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
        connection.commit();
    }

    private long count(String table) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getLong(1);
        }
    }
}
