package crm.ingest.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import crm.ingest.entity.Identity;
import crm.ingest.entity.RecordContent;
import crm.ingest.entity.Refused;
import crm.ingest.entity.Rejection;
import crm.ingest.entity.Rejection.Code;
import crm.ingest.entity.SealedContent;
import crm.profile.service.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ParkStatementTest {

    private final TestLetters letters = new TestLetters();

    @Test
    void keepsTheRecordAsItWasAndSealsIt() throws SQLException {
        Refused refused =
                letters.refused(5, new Rejection(Code.NOT_JSON, "/a", "a sentence"), "{\"email\":\"x@y.org\"");
        letters.park(refused);
        try (Connection connection = TestDatabase.dataSource().getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("select person_id, original from dead_letter where topic_id = ?")) {
            statement.setObject(1, letters.topicId);
            ResultSet row = statement.executeQuery();
            assertThat(row.next()).isTrue();
            assertThat(row.getObject(1, UUID.class))
                    .isEqualTo(Identity.customer("ada").id());
            assertThat(new String(row.getBytes(2), UTF_8)).doesNotContain("ada", "x@y.org", "email", "ce_id");
            SealedContent sealed = new SealedContent(Optional.of(row.getObject(1, UUID.class)), row.getBytes(2));
            assertThat(TestLetters.SEALS.open(connection, List.of(sealed)))
                    .containsExactly(Optional.of(RecordContent.of(refused.delivery())));
        }
    }

    @Test
    void sealsWhatNamesNobodyToo() throws SQLException {
        letters.park(new Refused(letters.delivery(5, null, null), new Rejection(Code.NOT_JSON, "", "has no value")));
        assertThat(letters.ask("person_id is null and original is not null")).containsExactly("t");
    }

    @Test
    void parksARecordOnce() throws SQLException {
        letters.park(
                letters.refused(5, new Rejection(Code.NOT_JSON, "", "first"), "x"),
                letters.refused(6, new Rejection(Code.NOT_JSON, "", "other"), "x"));
        letters.park(letters.refused(5, new Rejection(Code.NOT_JSON, "", "second"), "x"));
        assertThat(letters.ask("detail")).containsExactly("first", "other");
    }

    @Test
    void storesWhatTextCannotHold() throws SQLException {
        letters.park(letters.refused(5, new Rejection(Code.NOT_JSON, "", "a\0b\uD800c"), "x"));
        assertThat(letters.ask("detail || state")).containsExactly("a?b?copen");
    }
}
