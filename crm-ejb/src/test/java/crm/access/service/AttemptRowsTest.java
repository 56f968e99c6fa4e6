package crm.access.service;

import static org.assertj.core.api.Assertions.assertThat;

import crm.profile.service.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AttemptRowsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final LockRule RULE = new LockRule(3, Duration.ofSeconds(10), Duration.ofSeconds(60));

    private final String account = UUID.randomUUID().toString();
    private final String address = UUID.randomUUID().toString();
    private Connection connection;
    private AttemptRows rows;

    @BeforeEach
    void connect() throws SQLException {
        connection = TestDatabase.dataSource().getConnection();
        rows = new AttemptRows(connection);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void countsAndLocks() throws SQLException {
        assertThat(rows.read(account, address)).isEqualTo(Standing.NEW);
        fail(NOW);
        fail(NOW);
        assertThat(lockedUntil()).isNull();
        assertThat(fail(NOW)).isEqualTo(3);
        assertThat(lockedUntil()).isEqualTo(NOW.plusSeconds(10));
        fail(NOW.plusSeconds(10));
        assertThat(lockedUntil()).isEqualTo(NOW.plusSeconds(30));
    }

    @Test
    void forgetsWhatIsLongAgo() throws SQLException {
        fail(NOW);
        fail(NOW);
        assertThat(fail(NOW.plus(DAY).plusSeconds(1))).isEqualTo(1);
    }

    @Test
    void aLoginForgivesWhatItsOwnerGotWrongEverywhere() throws SQLException {
        String other = UUID.randomUUID().toString();
        everywhere(address);
        everywhere(address);
        everywhere(other);
        rows.succeed(account, address, NOW);
        Standing standing = rows.read(account, address);
        assertThat(standing.pair().failures()).isZero();
        assertThat(standing.pair().succeededAt()).isEqualTo(NOW);
        assertThat(standing.account().failures()).as("what failed elsewhere").isEqualTo(1);
        assertThat(standing.address().failures()).isZero();
    }

    @Test
    void aFirstLoginIsRemembered() throws SQLException {
        rows.succeed(account, address, NOW);
        assertThat(rows.read(account, address).isFresh(NOW.plusSeconds(1), DAY)).isTrue();
        assertThat(rows.read(account, address).isFresh(NOW.plus(DAY), DAY)).isFalse();
    }

    @Test
    void unlockingForgetsAllFailuresButNoLogin() throws SQLException {
        rows.succeed(account, address, NOW);
        for (int i = 0; i < 3; i++) {
            everywhere(address);
        }
        assertThat(rows.locked(List.of(account), NOW)).containsEntry(account, NOW.plusSeconds(10));
        assertThat(rows.unlock(account)).isTrue();
        assertThat(rows.unlock(account)).isFalse();
        assertThat(rows.locked(List.of(account), NOW)).isEmpty();
        assertThat(rows.read(account, address).isFirst()).isFalse();
    }

    @Test
    void sweepsWhatCountsNoMore() throws SQLException {
        Instant longAgo = NOW.minus(Duration.ofDays(1000));
        fail(longAgo);
        rows.sweep(longAgo.plusSeconds(1), longAgo.plusSeconds(1));
        assertThat(rows.read(account, address)).isEqualTo(Standing.NEW);
    }

    @Test
    void keepsAddressesThatAreKnown() throws SQLException {
        Instant longAgo = NOW.minus(Duration.ofDays(1000));
        rows.succeed(account, address, longAgo);
        rows.sweep(longAgo.plusSeconds(1), longAgo.minusSeconds(1));
        assertThat(rows.read(account, address).isFirst()).isFalse();
    }

    @Test
    void countsEachOfManyAtTheSameTime() throws Exception {
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        Callable<Void> guesses = () -> {
            try (Connection own = TestDatabase.dataSource().getConnection()) {
                for (int i = 0; i < 25; i++) {
                    new AttemptRows(own).fail(account, address, RULE, DAY, NOW);
                }
            }
            return null;
        };
        for (Future<Void> done : nodes.invokeAll(List.of(guesses, guesses, guesses, guesses))) {
            done.get();
        }
        nodes.shutdown();
        assertThat(rows.read(account, address).pair().failures()).isEqualTo(100);
    }

    private int fail(Instant at) throws SQLException {
        return rows.fail(account, address, RULE, DAY, at);
    }

    private void everywhere(String from) throws SQLException {
        rows.fail(account, from, RULE, DAY, NOW);
        rows.fail(account, AttemptRows.ANY, RULE, DAY, NOW);
        rows.fail(AttemptRows.ANY, from, RULE, DAY, NOW);
    }

    private Instant lockedUntil() throws SQLException {
        return rows.read(account, address).pair().lockedUntil();
    }
}
