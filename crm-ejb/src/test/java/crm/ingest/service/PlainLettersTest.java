package crm.ingest.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import crm.ingest.entity.OutboxBatch;
import crm.profile.service.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class PlainLettersTest {

    private final TestLetters letters = new TestLetters();

    @Test
    void sealsWhatAnEarlierVersionParked() throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        insert into dead_letter (group_id, topic, topic_id, partition, record_offset, produced_at, record_key,
                            record_value, headers, code, pointer, detail, at)
                        values ('crm-test', ?, ?, 0, 1, now(), ?, null, ?, 'not_json', '', '', now())""")) {
            insert.setString(1, letters.topic);
            insert.setObject(2, letters.topicId);
            insert.setBytes(3, "ada".getBytes(UTF_8));
            insert.setString(4, "[[\"ce_id\",\"MTc=\"],[\"nothing\\u0000\",null]]");
            insert.executeUpdate();
            PlainLetters plain = new PlainLetters(connection, TestLetters.SEALS);
            assertThat(plain.seal()).isPositive();
            assertThat(plain.seal()).isZero();
            OutboxBatch batch = new LetterOutbox(connection, TestLetters.SEALS)
                    .next(letters.topic, 0, 0)
                    .orElseThrow();
            assertThat(batch.letters().get(0).letter().delivery())
                    .usingRecursiveComparison()
                    .ignoringFields("role", "timestamp")
                    .isEqualTo(letters.delivery(1, "ada", null));
        }
        assertThat(letters.ask("record_key is null and headers is null and person_id is not null"))
                .containsExactly("t");
    }
}
