package crm.ingest.service;

import static org.assertj.core.api.Assertions.assertThat;

import crm.ingest.entity.OutboxBatch;
import crm.ingest.entity.Rejection.Code;
import crm.profile.service.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LetterOutboxTest {

    private final TestLetters letters = new TestLetters();

    private interface Work<T> {
        T in(LetterOutbox outbox) throws SQLException;
    }

    private static <T> T outbox(Work<T> work) throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            return work.in(new LetterOutbox(connection, TestLetters.SEALS));
        }
    }

    private Optional<OutboxBatch> next(long last, long committed) throws SQLException {
        return outbox(outbox -> outbox.next(letters.topic, last, committed));
    }

    @Test
    void keepsTheSameBatchUntilItIsPublished() throws SQLException {
        letters.park(letters.refused(1, Code.NOT_JSON), letters.refused(2, Code.TOO_LARGE));
        OutboxBatch batch = next(7, 3).orElseThrow();
        assertThat(batch.number()).isEqualTo(8);
        letters.park(letters.refused(3, Code.NOT_JSON));

        OutboxBatch again = next(8, 3).orElseThrow();
        assertThat(again.number()).as("after a crash").isEqualTo(8);
        assertThat(ids(again)).isEqualTo(ids(batch)).hasSize(2);

        outbox(outbox -> {
            outbox.published(batch);
            return null;
        });
        OutboxBatch rest = next(8, 8).orElseThrow();
        assertThat(rest.number()).isEqualTo(9);
        assertThat(ids(rest)).isEqualTo(letters.ids().subList(2, 3));
        assertThat(letters.ask("published_at is not null")).containsExactly("t", "t", "f");
    }

    @Test
    void numbersGoOnAfterThoseOfKafkaWhereTheDatabaseForgot() throws SQLException {
        letters.park(letters.refused(1, Code.NOT_JSON));
        assertThat(next(2, 40).orElseThrow().number()).isEqualTo(41);
    }

    @Test
    void givesTheRecordAsItWasSent() throws SQLException {
        letters.park(letters.refused(1, Code.NOT_JSON));
        OutboxBatch.Item item = next(0, 0).orElseThrow().letters().get(0);
        assertThat(item.group()).isEqualTo(letters.group);
        assertThat(item.letter())
                .usingRecursiveComparison()
                .ignoringFields("delivery.role")
                .isEqualTo(letters.refused(1, Code.NOT_JSON));
    }

    @Test
    void nothingIsEmpty() throws SQLException {
        assertThat(next(0, 0)).isEmpty();
        assertThat(outbox(LetterOutbox::topics)).doesNotContain(letters.topic);
        letters.park(letters.refused(1, Code.NOT_JSON));
        assertThat(outbox(LetterOutbox::topics)).contains(letters.topic);
    }

    @Test
    void aBatchIsNotLargerThanAFewMegabytesUnlessALetterIs() throws SQLException {
        String large = "x".repeat(1_000_000);
        for (int i = 0; i < 10; i++) {
            letters.park(letters.refused(i, new crm.ingest.entity.Rejection(Code.TOO_LARGE, "", ""), large));
        }
        OutboxBatch batch = next(0, 0).orElseThrow();
        assertThat(batch.letters()).hasSize(8);
        for (OutboxBatch.Item letter : batch.letters()) {
            outbox(outbox -> {
                outbox.withhold(List.of(letter.id()), "too_large");
                return null;
            });
        }
        assertThat(next(1, 0).orElseThrow().letters())
                .as("withheld ones are left out")
                .hasSize(2);
    }

    @Test
    void skipsWhatWasErased() throws SQLException {
        letters.park(letters.refused(1, Code.NOT_JSON));
        try (Connection connection = TestDatabase.dataSource().getConnection();
                PreparedStatement other =
                        connection.prepareStatement("update dead_letter set person_id = ? where topic_id = ?")) {
            other.setObject(1, UUID.randomUUID()); // a key that is not there
            other.setObject(2, letters.topicId);
            other.executeUpdate();
        }
        assertThat(next(0, 0).orElseThrow().letters()).isEmpty();
        assertThat(letters.ask("withheld")).containsExactly("erased");
        assertThat(next(1, 0)).isEmpty();
    }

    @Test
    void oneNodeAtATimeUntilItLetsGo() throws SQLException {
        outbox(outbox -> {
            outbox.release("a");
            outbox.release("b");
            return null;
        });
        assertThat(leases("a")).isTrue();
        assertThat(leases("a")).isTrue();
        assertThat(leases("b")).isFalse();
        outbox(outbox -> {
            outbox.release("a");
            return null;
        });
        assertThat(leases("b")).isTrue();
    }

    private static boolean leases(String node) throws SQLException {
        Optional<Long> lease = outbox(outbox -> outbox.lease(node));
        return lease.isPresent();
    }

    private static List<Long> ids(OutboxBatch batch) {
        return batch.letters().stream().map(OutboxBatch.Item::id).toList();
    }
}
