package crm.privacy.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.privacy.entity.MasterKeyMissing;
import crm.profile.service.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys against a real PostgreSQL; values that come from somewhere else than where they are put. */
class SealsTest {

    private static final String NAME = "event.data/name";

    private final MasterKey master = TestKeys.MASTER;
    private final Seals seals = new Seals(TestKeys.custody(master));
    private final UUID ada = UUID.randomUUID();
    private final UUID bob = UUID.randomUUID();
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = TestDatabase.dataSource().getConnection();
        connection.setAutoCommit(false);
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.rollback();
        connection.close();
    }

    @Test
    void opensWhatItSealed() throws SQLException {
        Keyring keys = seals.toSeal(connection, List.of(ada));
        String sealed = keys.seal(ada, NAME, "Ada 王小明");
        assertThat(sealed).startsWith("v1.").matches("[A-Za-z0-9._-]+").doesNotContain("Ada");
        assertThat(keys.open(ada, NAME, sealed)).contains("Ada 王小明");
        assertThat(keys.seal(ada, NAME, "Ada 王小明")).isNotEqualTo(sealed);
    }

    @Test
    void opensBytesThatItSealed() throws SQLException {
        Keyring keys = seals.toSeal(connection, List.of(Seals.NOBODY));
        byte[] sealed = keys.seal(Seals.NOBODY, "dead_letter/value", new byte[] {0, -1, 7});
        assertThat(Keyring.isSealed(sealed)).isTrue();
        assertThat(keys.open(Seals.NOBODY, "dead_letter/value", sealed)).hasValue(new byte[] {0, -1, 7});
        assertThat(keys.open(Seals.NOBODY, "dead_letter/value", "{}".getBytes(UTF_8)))
                .isEmpty();
    }

    @Test
    void opensNothingThatWasPutElsewhere() throws SQLException {
        Keyring keys = seals.toSeal(connection, List.of(ada, bob));
        String sealed = keys.seal(ada, NAME, "Ada");
        assertThat(keys.open(bob, NAME, sealed)).isEmpty();
        assertThat(keys.open(ada, "event.data/email", sealed)).isEmpty();
    }

    @Test
    void opensNothingThatWasChanged() throws SQLException {
        Keyring keys = seals.toSeal(connection, List.of(ada));
        byte[] sealed = keys.seal(ada, NAME, "Ada".getBytes(UTF_8));
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThat(keys.open(ada, NAME, changed)).as("byte " + i).isEmpty();
        }
        String text = keys.seal(ada, NAME, "Ada");
        for (String broken : new String[] {"", "v1.", "v1.AAAA", "v1.***", "v2." + text, text.substring(0, 20)}) {
            assertThat(keys.open(ada, NAME, broken)).as(broken).isEmpty();
        }
    }

    @Test
    void keepsAKeyForOtherTransactionsAndAfterARestart() throws SQLException {
        String sealed = seals.toSeal(connection, List.of(ada)).seal(ada, NAME, "Ada");
        connection.commit();
        Seals restarted = new Seals(TestKeys.custody(master));
        assertThat(restarted.toOpen(connection, List.of(ada)).open(ada, NAME, sealed))
                .contains("Ada");
        assertThat(restarted.toSeal(connection, List.of(ada)).open(ada, NAME, sealed))
                .contains("Ada");
    }

    @Test
    void forgetsAKeyWhoseTransactionWasRolledBack() throws SQLException {
        seals.toSeal(connection, List.of(ada)).seal(ada, NAME, "lost with its transaction");
        seals.toOpen(connection, List.of(ada)); // sees the key of its own transaction
        connection.rollback();
        String sealed = seals.toSeal(connection, List.of(ada)).seal(ada, NAME, "Ada");
        connection.commit();
        Seals other = new Seals(TestKeys.custody(master));
        assertThat(other.toOpen(connection, List.of(ada)).open(ada, NAME, sealed))
                .contains("Ada");
    }

    @Test
    void usesAKeyAgainWithoutAskingTheDatabase() throws SQLException {
        seals.toSeal(connection, List.of(ada));
        connection.commit();
        String sealed = seals.toSeal(connection, List.of(ada)).seal(ada, NAME, "Ada");
        connection.close();
        assertThat(seals.toOpen(connection, List.of(ada)).open(ada, NAME, sealed))
                .contains("Ada");
        connect();
    }

    @Test
    void makesNoKeyOnlyToOpen() throws SQLException {
        assertThat(seals.toOpen(connection, List.of(ada)).open(ada, NAME, "v1.AAAAAAAAAAAAAAAA"))
                .isEmpty();
        assertThat(new SealingKeys(connection, master).read(List.of(ada))).isEmpty();
    }

    @Test
    void whatWasSealedForSomebodyErasedReadsAsEmptyAlsoIfTheyComeBack() throws SQLException {
        String sealed = seals.toSeal(connection, List.of(ada)).seal(ada, NAME, "Ada");
        connection.commit();
        seals.shred(connection, List.of(ada));
        connection.commit();
        assertThat(seals.toOpen(connection, List.of(ada)).open(ada, NAME, sealed))
                .isEmpty();
        Keyring back = seals.toSeal(connection, List.of(ada));
        assertThat(back.open(ada, NAME, sealed)).isEmpty();
        assertThat(back.open(ada, NAME, back.seal(ada, NAME, "Ada"))).contains("Ada");
    }

    @Test
    void shredsNoKeyThatBelongsToNobody() {
        assertThatThrownBy(() -> seals.shred(connection, List.of(ada, Seals.DIGESTS)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void twoNodesThatMeetTheSamePeopleAgreeOnTheirKeys() throws Exception {
        List<UUID> people = Stream.generate(UUID::randomUUID).limit(50).toList();
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<List<String>>> sealed = new ArrayList<>();
        for (int node = 0; node < 4; node++) {
            sealed.add(nodes.submit(sealing(people, start)));
        }
        start.countDown();
        Keyring keys = null;
        for (Future<List<String>> texts : sealed) {
            List<String> ofOne = texts.get();
            keys = keys == null ? seals.toOpen(connection, people) : keys;
            for (int i = 0; i < people.size(); i++) {
                assertThat(keys.open(people.get(i), NAME, ofOne.get(i))).contains("somebody");
            }
        }
        nodes.shutdown();
    }

    private Callable<List<String>> sealing(List<UUID> people, CountDownLatch start) {
        List<UUID> shuffled = new ArrayList<>(people);
        Collections.shuffle(shuffled);
        Seals node = new Seals(TestKeys.custody(master));
        return () -> {
            try (Connection own = TestDatabase.dataSource().getConnection()) {
                own.setAutoCommit(false);
                start.await();
                Keyring keys = node.toSeal(own, shuffled);
                List<String> sealed = people.stream()
                        .map(person -> keys.seal(person, NAME, "somebody"))
                        .toList();
                own.commit();
                return sealed;
            }
        };
    }

    @Test
    void doesNothingWithoutTheMasterKey() {
        Seals locked = new Seals(new Custody());
        assertThatThrownBy(() -> locked.toSeal(connection, List.of(ada))).isInstanceOf(MasterKeyMissing.class);
        assertThatThrownBy(() -> locked.toOpen(connection, List.of(ada))).isInstanceOf(MasterKeyMissing.class);
        assertThatThrownBy(() -> new KeyedDigest(new Custody()).of("email", "a"))
                .isInstanceOf(MasterKeyMissing.class);
    }
}
