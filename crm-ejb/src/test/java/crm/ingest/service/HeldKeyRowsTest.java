package crm.ingest.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.ingest.entity.Delivery;
import crm.ingest.entity.HeldKey;
import crm.ingest.entity.HeldRecord;
import crm.ingest.entity.Refused;
import crm.ingest.entity.Rejection;
import crm.ingest.entity.Rejection.Code;
import crm.profile.service.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Keys that wait, and what waits behind them, in a real PostgreSQL. */
class HeldKeyRowsTest {

    private static final Rejection FAILED = new Rejection(Code.HANDLER_FAILED, "", "a sentence");

    private final TestLetters letters = new TestLetters();

    private interface Work<T> {
        T in(HeldKeyRows rows) throws SQLException;
    }

    private interface Releasing<T> {
        T in(KeyReleaseRows rows) throws SQLException;
    }

    private interface InTransaction<T> {
        T in(Connection connection) throws SQLException;
    }

    @Test
    void letsEverythingFlowWhereNothingIsHeld() throws SQLException {
        assertThat(divert(letters.group, ada(1), bob(2), nobody(3))).isEmpty();
        assertThat(ask("select count(*) from held_record r join held_key k on k.id = r.key_id where k.topic = ?"))
                .containsExactly("0");
    }

    @Test
    void holdsTheKeyOfWhatFailedAndNoOther() throws SQLException {
        fail(ada(1));
        assertThat(divert(letters.group, bob(2), ada(3), nobody(4), ada(5))).containsExactly(ada(3), ada(5));
        assertThat(divert("another-group", ada(3))).isEmpty();
        assertThat(offsets()).containsExactly(3L, 5L);
    }

    @Test
    void sealsTheKeyAndWhatWaits() throws SQLException {
        fail(ada(1));
        divert(letters.group, ada(3));
        assertThat(ask("""
                        select encode(k.content || r.content, 'escape') || k.person_id || r.person_id
                          from held_key k join held_record r on r.key_id = k.id where k.topic = ?""")).singleElement().asString().doesNotContain("ada", "customer_id", "ce_id");
        assertThat(waiting()).singleElement().satisfies(record -> {
            assertThat(record.delivery("customer_order")).isEqualTo(ada(3));
            assertThat(record.content().value()).isEqualTo(ada(3).value());
        });
    }

    @Test
    void waitsWhereItsPartitionStandsStill() throws SQLException {
        fail(ada(1));
        long key = key();
        divert(letters.group, ada(3));
        settle("replayed");
        stop(ada(3).partition());
        assertThat(free()).doesNotContain(key);
        assertThat(take(key)).isFalse();
        stop(ada(3).partition() + 1);
        assertThat(take(key)).isTrue();
    }

    /** The only one of the group that does. */
    private void stop(int partition) throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("delete from hold where group_id = '" + letters.group + "'");
            statement.execute("insert into hold (group_id, topic, partition, reason, by) values ('" + letters.group
                    + "', '" + letters.topic + "', " + partition + ", 'paused', 'grace')");
        }
    }

    @Test
    void appliesInTheOrderOfTheLogWhatCameAgain() throws SQLException {
        fail(ada(1));
        divert(letters.group, ada(5));
        divert(letters.group, ada(3));
        assertThat(waiting()).extracting(HeldRecord::offset).containsExactly(3L, 5L);
    }

    @Test
    void waitsUntilTheLetterIsSettled() throws SQLException {
        fail(ada(1));
        long key = key();
        assertThat(free()).doesNotContain(key);
        assertThat(take(key)).isFalse();
        settle("replayed");
        assertThat(free()).contains(key);
        assertThat(take(key)).isTrue();
        assertThat(release(key)).isTrue();
        assertThat(divert(letters.group, ada(3))).isEmpty();
    }

    @Test
    void staysHeldWhileAnythingWaits() throws SQLException {
        fail(ada(1));
        divert(letters.group, ada(3), ada(4));
        settle("discarded");
        long key = key();
        List<HeldRecord> first = releasing(rows -> rows.first(key, 1));
        releasing(rows -> {
            rows.gone(List.of(first.get(0).id()));
            return rows.release(key);
        });
        assertThat(divert(letters.group, ada(7))).containsExactly(ada(7));
        assertThat(offsets()).containsExactly(4L, 7L);
    }

    @Test
    void waitsForTheNextThatFails() throws SQLException {
        fail(ada(1));
        divert(letters.group, ada(3), ada(4));
        settle("replayed");
        long key = key();
        HeldRecord head = releasing(rows -> rows.first(key, 1)).get(0);
        letters.park(new Refused(head.delivery(""), FAILED));
        releasing(rows -> {
            rows.head(key, head);
            rows.gone(List.of(head.id()));
            return head;
        });
        assertThat(take(key)).isFalse();
        long letter = letters.ids().get(1);
        assertThat(behind(letter)).isEqualTo(OptionalLong.of(key));
        assertThat(offsets()).containsExactly(4L);
    }

    @Test
    void isShownToOperators() throws SQLException {
        fail(ada(1));
        divert(letters.group, ada(3), ada(4));
        assertThat(view()).satisfies(key -> {
            assertThat(key.topic()).isEqualTo(letters.topic);
            assertThat(new String(key.key().orElseThrow().key(), UTF_8)).isEqualTo("ada");
            assertThat(key.letter()).isPresent();
            assertThat(key.waiting()).isEqualTo(2);
        });
        settle("discarded");
        assertThat(view().letter()).isEmpty();
    }

    private HeldKey view() throws SQLException {
        try (Connection connection = transaction()) {
            return new HeldKeyViews(connection, TestLetters.SEALS)
                    .newest(Optional.of(letters.group), key() + 1, 1)
                    .get(0);
        }
    }

    /** A seek back brings the same records again. */
    @Test
    void keepsARecordOnce() throws SQLException {
        fail(ada(1));
        for (int time = 0; time < 2; time++) {
            assertThat(divert(letters.group, ada(1), ada(3))).containsExactly(ada(1), ada(3));
        }
        assertThat(offsets()).containsExactly(3L);
    }

    @Test
    void doesNotHoldAgainWhatSomebodyHasSettled() throws SQLException {
        letters.park(new Refused(ada(1), FAILED));
        settle("discarded");
        assertThat(hold(ada(1))).isZero();
        assertThat(hold(nobody(2))).isZero();
    }

    @Test
    void holdsAsLongAsAnOperatorWants() throws SQLException {
        byte[] key = "ada".getBytes(UTF_8);
        with(rows -> {
            rows.pause(letters.group, letters.topic, key, "olga");
            return key;
        });
        assertThat(divert(letters.group, ada(1))).containsExactly(ada(1));
        assertThat(take(key())).isFalse();
        assertThat(resume(key)).isTrue();
        assertThat(resume(key)).isFalse();
        assertThat(take(key())).isTrue();
    }

    @Test
    void waitsForBothTheOperatorAndTheLetter() throws SQLException {
        byte[] key = "ada".getBytes(UTF_8);
        fail(ada(1));
        with(rows -> {
            rows.pause(letters.group, letters.topic, key, "olga");
            return key;
        });
        settle("replayed");
        assertThat(take(key())).isFalse();
        resume(key);
        assertThat(take(key())).isTrue();
    }

    /** Else it would put its record behind a key that is no more, and nobody would ever look. */
    @Test
    void makesABatchWaitForWhoeverGivesItsKeyFree() throws Exception {
        fail(ada(1));
        settle("replayed");
        long key = key();
        try (Connection releasing = transaction()) {
            KeyReleaseRows rows = new KeyReleaseRows(releasing, TestLetters.SEALS);
            assertThat(rows.take(key)).isTrue();
            CompletableFuture<List<Delivery>> batch = CompletableFuture.supplyAsync(() -> {
                try {
                    return divert(letters.group, ada(3));
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThatThrownBy(() -> batch.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            assertThat(rows.release(key)).isTrue();
            releasing.commit();
            assertThat(batch.get(10, TimeUnit.SECONDS)).isEmpty();
        }
    }

    private List<Delivery> divert(String group, Delivery... deliveries) throws SQLException {
        return with(rows -> rows.divert(group, List.of(deliveries)));
    }

    private int hold(Delivery delivery) throws SQLException {
        return with(rows -> rows.hold(letters.group, List.of(delivery)));
    }

    private List<Long> free() throws SQLException {
        return releasing(rows -> rows.free(List.of(letters.group)));
    }

    private static boolean take(long key) throws SQLException {
        return releasing(rows -> rows.take(key));
    }

    private static boolean release(long key) throws SQLException {
        return releasing(rows -> rows.release(key));
    }

    private static OptionalLong behind(long letter) throws SQLException {
        return releasing(rows -> rows.behind(letter));
    }

    private boolean resume(byte[] key) throws SQLException {
        return with(rows -> rows.resume(letters.group, letters.topic, key));
    }

    private Delivery ada(long offset) {
        return letters.delivery(offset, "ada", "{\"customer_id\":\"ada\"}");
    }

    private Delivery bob(long offset) {
        return letters.delivery(offset, "bob", "{\"customer_id\":\"bob\"}");
    }

    private Delivery nobody(long offset) {
        return letters.delivery(offset, null, "{}");
    }

    private void fail(Delivery delivery) throws SQLException {
        letters.park(new Refused(delivery, FAILED));
        assertThat(hold(delivery)).isEqualTo(1);
    }

    private void settle(String state) throws SQLException {
        String sql =
                "update dead_letter set state = ?, effect = ?, discard_reason = ? where topic = ? and state = 'open'";
        try (Connection connection = TestDatabase.dataSource().getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, state);
            update.setString(2, state.equals("replayed") ? "applied" : null);
            update.setString(3, state.equals("discarded") ? "nobody needs it" : null);
            update.setString(4, letters.topic);
            update.executeUpdate();
        }
    }

    private long key() throws SQLException {
        return Long.parseLong(ask("select id from held_key where topic = ?").get(0));
    }

    private List<HeldRecord> waiting() throws SQLException {
        long key = key();
        return releasing(rows -> rows.first(key, 100));
    }

    private List<Long> offsets() throws SQLException {
        return waiting().stream().map(HeldRecord::offset).toList();
    }

    private List<String> ask(String query) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = TestDatabase.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, letters.topic);
            ResultSet row = statement.executeQuery();
            while (row.next()) {
                lines.add(row.getString(1));
            }
        }
        return lines;
    }

    private static <T> T with(Work<T> work) throws SQLException {
        return committed(connection -> work.in(new HeldKeyRows(connection, TestLetters.SEALS)));
    }

    private static <T> T releasing(Releasing<T> work) throws SQLException {
        return committed(connection -> work.in(new KeyReleaseRows(connection, TestLetters.SEALS)));
    }

    private static <T> T committed(InTransaction<T> work) throws SQLException {
        try (Connection connection = transaction()) {
            T result = work.in(connection);
            connection.commit();
            return result;
        }
    }

    private static Connection transaction() throws SQLException {
        Connection connection = TestDatabase.dataSource().getConnection();
        connection.setAutoCommit(false);
        return connection;
    }
}
