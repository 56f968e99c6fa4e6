package crm.privacy.service;

import static org.assertj.core.api.Assertions.assertThat;

import crm.privacy.entity.Verification;
import crm.privacy.store.Deed;
import crm.privacy.store.Trail;
import crm.privacy.store.TrailRows;
import crm.profile.service.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Acts and looks of two nodes at once: one chain, without gaps, of exactly what was committed. */
class ManyAtOnceTest {

    private static final int EACH = 100;

    private final GroupCommit<Deed> oneNode = new GroupCommit<>(Trail::append, 500, Duration.ofSeconds(30));
    private final GroupCommit<Deed> otherNode = new GroupCommit<>(Trail::append, 500, Duration.ofSeconds(30));

    @BeforeEach
    void begin() throws SQLException {
        Trail.clear();
    }

    @AfterAll
    static void clear() throws SQLException {
        Trail.clear();
    }

    @Test
    void eightThreadsMakeOneWholeChain() throws Exception {
        List<Callable<Void>> threads = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            threads.add(() -> looks(oneNode));
            threads.add(() -> looks(otherNode));
        }
        threads.add(() -> acts(true));
        threads.add(() -> acts(false));
        run(threads);

        Verification found = Trail.verify();
        assertThat(found.firstBroken()).isEmpty();
        assertThat(found.entries())
                .as("looks, and acts that were not rolled back")
                .isEqualTo(7L * EACH);
        assertThat(Trail.texts("select max(seq) from audit_entry")).containsExactly("" + 7 * EACH);
        assertThat(Trail.texts("select actor from audit_entry")).doesNotContain("rolled back");
    }

    private static void run(List<Callable<Void>> threads) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads.size());
        try {
            for (Future<Void> thread : pool.invokeAll(threads)) {
                thread.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static Void looks(GroupCommit<Deed> node) throws Exception {
        for (int i = 0; i < EACH; i++) {
            node.write(Trail.deed("looking", i));
        }
        return null;
    }

    private static Void acts(boolean committed) throws SQLException {
        for (int i = 0; i < EACH; i++) {
            try (Connection connection = TestDatabase.dataSource().getConnection()) {
                connection.setAutoCommit(false);
                new TrailRows(connection).append(List.of(Trail.deed(committed ? "acting" : "rolled back", i)));
                if (committed) {
                    connection.commit();
                } else {
                    connection.rollback();
                }
            }
        }
        return null;
    }

    @Test
    void aRollbackLeavesNoEntryAndNoGap() throws SQLException {
        Trail.append(2);
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            new TrailRows(connection).append(List.of(Trail.deed("eve", 1), Trail.deed("eve", 2)));
            connection.rollback();
        }
        Trail.append(1);
        assertThat(Trail.verify().valid()).isTrue();
        assertThat(Trail.texts("select seq from audit_entry order by seq")).containsExactly("1", "2", "3");
    }

    @Test
    void theActsOfATransactionAreWrittenTogetherBeforeItCommits() throws SQLException {
        PendingActs acts = new PendingActs(TestDatabase.dataSource());
        acts.add(Trail.deed("ada", 1));
        acts.add(Trail.deed("ada", 2));
        assertThat(Trail.verify().entries()).isZero();
        acts.beforeCompletion();
        assertThat(Trail.verify().entries()).isEqualTo(2);
        assertThat(Trail.verify().valid()).isTrue();
    }
}
