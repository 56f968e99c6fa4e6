package crm.ingest.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.ingest.entity.Advance;
import crm.ingest.entity.Claim;
import crm.ingest.entity.Claims;
import crm.ingest.entity.Delivery;
import crm.ingest.entity.HeldRecord;
import crm.ingest.entity.KeyHash;
import crm.ingest.entity.KeySeek;
import crm.ingest.entity.PartitionId;
import crm.ingest.entity.PartitionLog;
import crm.ingest.entity.Refused;
import crm.ingest.entity.Rejection;
import crm.ingest.entity.SoughtKey;
import crm.profile.service.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A key goes back and forth while its group goes on, in a real PostgreSQL. */
class KeySeekStatementTest {

    private static final byte[] ADA = "ada".getBytes(UTF_8);

    private final TestLetters letters = new TestLetters();
    private final Delivery any = ada(0);
    private final PartitionId partition = new PartitionId(letters.topic, any.partition());
    private Claim claim;

    private interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    @BeforeEach
    void comeToTheTenth() throws SQLException {
        claim = claim();
        advance(claim, 10);
    }

    @Test
    void bringsBackWhatLiesBeforeThePosition() throws SQLException {
        assertThat(seek(4)).isZero();
        assertThat(sought()).satisfies(sought -> {
            assertThat(sought.partition()).isEqualTo(partition);
            assertThat(sought.topicId()).isEqualTo(any.topicId());
            assertThat(sought.hash()).isEqualTo(KeyHash.of(letters.topic, ADA));
            assertThat(sought.next()).isEqualTo(4);
            assertThat(sought.end()).isEqualTo(10);
        });
        assertThat(position()).isEqualTo(10);
    }

    /** Else it would apply newer records of the key beside those that come again. */
    @Test
    void fencesTheBatchThatIsUnderWay() throws SQLException {
        Claim before = claim();
        seek(4);
        assertThatThrownBy(() -> advance(before, 12)).isInstanceOf(Fenced.class);
        assertThat(advance(claim(), 12)).as("a key is held").isTrue();
    }

    @Test
    void appliesWhatHasBeenReadAndLetsTheNewerWait() throws SQLException {
        seek(4);
        divert(ada(11));
        assertThat(waiting()).isEmpty();
        assertThat(again(sought(), 8, ada(4), ada(7))).isTrue();
        assertThat(waiting()).containsExactly(4L, 7L);
        gone();
        assertThat(release()).isFalse();
        assertThat(again(sought(), 10)).isTrue();
        assertThat(open()).isEmpty();
        assertThat(waiting()).containsExactly(11L);
        gone();
        assertThat(release()).isTrue();
    }

    @Test
    void isReadByOneOfTwoNodes() throws SQLException {
        seek(4);
        SoughtKey seen = sought();
        assertThat(again(seen, 8, ada(4))).isTrue();
        assertThat(again(seen, 8, ada(4))).isFalse();
        assertThat(waiting()).containsExactly(4L);
    }

    @Test
    void readsNoFurtherWhileEnoughWaits() throws SQLException {
        advance(claim(), 5000);
        seek(0);
        Delivery[] many = LongStream.range(0, SoughtKeyRows.MOST_WAITING)
                .mapToObj(this::ada)
                .toArray(Delivery[]::new);
        again(sought(), 2000, many);
        assertThat(open()).isEmpty();
        gone();
        assertThat(open()).hasSize(1);
    }

    @Test
    void goesForwardWithinWhatWaitsAndWritesThatDown() throws SQLException {
        seek(4);
        again(sought(), 10, ada(4), ada(7), ada(9));
        assertThat(dropping(8)).isEqualTo(2);
        assertThat(seek(8)).isEqualTo(2);
        assertThat(waiting()).containsExactly(9L);
        assertThat(
                        ask(
                                "select cause || ' ' || from_offset || ' ' || to_offset || ' ' || records from loss where topic = ?"))
                .containsExactly("key_skipped 4 8 2");
        assertThat(seek(10)).isEqualTo(1);
        assertThat(release()).isTrue();
    }

    @Test
    void endsTheReadingWhereItGoesForward() throws SQLException {
        seek(2);
        assertThat(seek(6)).isZero();
        assertThat(sought()).satisfies(sought -> assertThat(sought.next()).isEqualTo(6));
        assertThat(seek(10)).isZero();
        assertThat(open()).isEmpty();
        assertThat(ask("select cause from loss where topic = ?")).isEmpty();
    }

    @Test
    void leavesAKeyAloneThatIsNotHeldAndHasNothingBefore() throws SQLException {
        assertThat(dropping(10)).isZero();
        assertThat(seek(10)).isZero();
        assertThat(ask("select id::text from held_key where topic = ?")).isEmpty();
    }

    /** What was parked at that place is the letter's affair. */
    @Test
    void doesNotBringBackWhatBecameALetter() throws SQLException {
        letters.park(new Refused(ada(4), new Rejection(Rejection.Code.HANDLER_FAILED, "", "no")));
        seek(4);
        again(sought(), 10, ada(4), ada(7));
        assertThat(waiting()).containsExactly(7L);
    }

    private Delivery ada(long offset) {
        return letters.delivery(offset, "ada", "{\"customer_id\":\"ada\"}");
    }

    private Claim claim() throws SQLException {
        PartitionLog log = new PartitionLog(partition, any.topicId(), 0, 10_000);
        Claims claims = in(
                connection -> new ClaimStatement(connection, letters.group, "worker").claim(List.of(log), List.of()));
        return claims.granted().get(0);
    }

    private boolean advance(Claim from, long to) throws SQLException {
        Advance step = new Advance(
                partition, from.epoch(), from.nextOffset(), to, Optional.empty(), 1, Optional.of(Instant.now()));
        return in(connection -> new AdvanceStatement(connection, letters.group).advance(List.of(step)));
    }

    private KeySeek to(long offset) {
        return new KeySeek(partition, ADA, offset);
    }

    private long seek(long offset) throws SQLException {
        return in(connection -> new KeySeekStatement(connection, letters.group, TestLetters.SEALS).seek(to(offset)));
    }

    private long dropping(long offset) throws SQLException {
        return in(
                connection -> new KeySeekStatement(connection, letters.group, TestLetters.SEALS).dropping(to(offset)));
    }

    private List<SoughtKey> open() throws SQLException {
        return in(connection -> SoughtKeyRows.open(connection, List.of(letters.group))).stream()
                .filter(sought -> sought.partition().equals(partition))
                .toList();
    }

    private SoughtKey sought() throws SQLException {
        assertThat(open()).hasSize(1);
        return open().get(0);
    }

    private boolean again(SoughtKey sought, long next, Delivery... found) throws SQLException {
        return in(connection -> {
            SoughtKeyRows rows = new SoughtKeyRows(connection, letters.group);
            if (!rows.isStill(sought)) {
                return false;
            }
            new HeldKeyRows(connection, TestLetters.SEALS).again(sought, List.of(found));
            rows.advance(sought.key(), next);
            return true;
        });
    }

    private void divert(Delivery delivery) throws SQLException {
        List<Delivery> diverted = in(
                connection -> new HeldKeyRows(connection, TestLetters.SEALS).divert(letters.group, List.of(delivery)));
        assertThat(diverted).containsExactly(delivery);
    }

    private long key() throws SQLException {
        return Long.parseLong(
                ask("select id::text from held_key where topic = ?").get(0));
    }

    private List<HeldRecord> first() throws SQLException {
        long key = key();
        return in(connection -> new KeyReleaseRows(connection, TestLetters.SEALS).first(key, 5000));
    }

    private List<Long> waiting() throws SQLException {
        return first().stream().map(HeldRecord::offset).toList();
    }

    private void gone() throws SQLException {
        List<Long> ids = first().stream().map(HeldRecord::id).toList();
        in(connection -> {
            new KeyReleaseRows(connection, TestLetters.SEALS).gone(ids);
            return ids;
        });
    }

    private boolean release() throws SQLException {
        long key = key();
        return in(connection -> {
            KeyReleaseRows rows = new KeyReleaseRows(connection, TestLetters.SEALS);
            rows.gone(rows.first(key, 5000).stream().map(HeldRecord::id).toList());
            return rows.take(key) && rows.release(key);
        });
    }

    private long position() throws SQLException {
        return Long.parseLong(ask("select next_offset::text from consumer_position where topic = ?")
                .get(0));
    }

    private List<String> ask(String query) throws SQLException {
        return in(connection -> {
            List<String> lines = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(query)) {
                statement.setString(1, letters.topic);
                ResultSet row = statement.executeQuery();
                while (row.next()) {
                    lines.add(row.getString(1));
                }
            }
            return lines;
        });
    }

    private static <T> T in(Work<T> work) throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            T result = work.in(connection);
            connection.commit();
            return result;
        }
    }
}
