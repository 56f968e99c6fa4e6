package crm.privacy.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.privacy.entity.Verification;
import crm.privacy.entity.Verification.Break;
import crm.privacy.entity.Verification.Reason;
import crm.profile.service.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever somebody with all rights does to ten entries past the application is found. */
class TrailCheckTest {

    private static final int ENTRIES = 10;

    @BeforeEach
    void write() throws SQLException {
        Trail.clear();
        Trail.append(ENTRIES);
    }

    @AfterAll
    static void clear() throws SQLException {
        Trail.clear();
    }

    private static void assertBroken(long seq, Reason reason) throws SQLException {
        Verification found = Trail.verify();
        assertThat(found.valid()).isFalse();
        assertThat(found.firstBroken()).contains(new Break(seq, reason));
    }

    @Test
    void whatNobodyTouchedIsWhole() throws SQLException {
        Verification found = Trail.verify();
        assertThat(found.valid()).isTrue();
        assertThat(found.entries()).isEqualTo(ENTRIES);
        assertThat(found.firstBroken()).isEmpty();
        assertThat(found.head().seq()).isEqualTo(ENTRIES);
        assertThat(found.head().hash())
                .isEqualTo(Trail.texts("select encode(hash, 'hex') from audit_entry order by seq desc limit 1")
                        .get(0));
    }

    @Test
    void anEmptyTrailIsWhole() throws SQLException {
        Trail.clear();
        assertThat(Trail.verify().valid()).isTrue();
        assertThat(Trail.verify().entries()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "at = at + interval '1 microsecond'",
                "actor = 'eve'",
                "action = 'customer.viewed '",
                "object = 'profile:6'",
                "details = '{}'",
                "details = (details::text || ' ')::json",
                "personal = '{\"email\":\"other\"}'",
                "hash = sha256(hash)",
                "actor = actor || action, action = ''"
            })
    void findsAChangedField(String change) throws SQLException {
        Trail.tamper("update audit_entry set " + change + " where seq = 5");
        assertBroken(5, Reason.CHANGED);
    }

    @Test
    void findsAChangedEntryWithItsHashMadeAnew() throws SQLException {
        Trail.tamper(
                "update audit_entry set actor = 'eve', hash = decode('" + rehashed("eve") + "', 'hex') where seq = 5");
        assertBroken(6, Reason.NOT_LINKED);
    }

    private static String rehashed(String actor) throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(
                        "select seq, at, actor, action, object, details::text, personal::text, encode(previous, 'hex') as"
                                + " previous, encode(hash, 'hex') as hash from audit_entry where seq = 5")) {
            row.next();
            Link link = TrailCheck.link(row);
            Deed deed = link.deed();
            Deed changed = new Deed(deed.at(), actor, deed.action(), deed.object(), deed.details(), deed.personal());
            return Link.after(new Head(4, link.previous()), changed).hash();
        }
    }

    @Test
    void findsADeletedEntry() throws SQLException {
        Trail.tamper("delete from audit_entry where seq = 5");
        assertBroken(5, Reason.MISSING);
    }

    @Test
    void findsADeletedEntryWhereTheOthersMovedUp() throws SQLException {
        Trail.tamper(
                "delete from audit_entry where seq = 5",
                "update audit_entry set seq = -seq where seq > 5",
                "update audit_entry set seq = -seq - 1 where seq < 0",
                "update audit_head set seq = 9");
        assertBroken(5, Reason.CHANGED);
    }

    @Test
    void findsADeletedBeginning() throws SQLException {
        Trail.tamper("delete from audit_entry where seq <= 3");
        assertBroken(1, Reason.MISSING);
    }

    @Test
    void findsADeletedEnd() throws SQLException {
        Trail.tamper("delete from audit_entry where seq > 7");
        assertBroken(8, Reason.MISSING);
    }

    @Test
    void findsADeletedEndWhereTheHeadWasCounted() throws SQLException {
        Trail.tamper("delete from audit_entry where seq > 7", "update audit_head set seq = 7");
        assertBroken(7, Reason.NOT_THE_HEAD);
    }

    @Test
    void findsThatAllWasDeleted() throws SQLException {
        Trail.tamper("truncate audit_entry");
        assertBroken(1, Reason.MISSING);
    }

    @Test
    void findsAnAddedEntry() throws SQLException {
        String copy = "insert into audit_entry select %d, at, actor, action, object, details, personal, previous, hash"
                + " from audit_entry where seq = 10";
        Trail.tamper(copy.formatted(11));
        assertBroken(11, Reason.ADDED);
        Trail.tamper("delete from audit_entry where seq = 11", copy.formatted(0));
        assertBroken(0, Reason.ADDED);
    }

    @Test
    void findsAnEntryPutBetweenOthers() throws SQLException {
        Trail.tamper(
                "update audit_entry set seq = -seq where seq > 5",
                "update audit_entry set seq = -seq + 1 where seq < 0",
                "insert into audit_entry select 6, at, 'eve', action, object, details, personal, previous, hash"
                        + " from audit_entry where seq = 5",
                "update audit_head set seq = 11");
        assertBroken(6, Reason.CHANGED);
    }

    @Test
    void findsEntriesThatChangedPlaces() throws SQLException {
        Trail.tamper(
                "update audit_entry set seq = 100 where seq = 5",
                "update audit_entry set seq = 5 where seq = 6",
                "update audit_entry set seq = 6 where seq = 100");
        assertBroken(5, Reason.CHANGED);
    }

    @Test
    void findsThatTheHeadIsGone() throws SQLException {
        Trail.tamper("delete from audit_head");
        assertBroken(0, Reason.NO_HEAD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_entry set actor = 'eve' where seq = 5",
                "update audit_entry set actor = 'eve' where false",
                "delete from audit_entry where seq = 5",
                "truncate audit_entry",
                "delete from audit_head",
                "truncate audit_head",
                "set session_replication_role = replica; delete from audit_entry"
            })
    void theDatabaseRefusesToTakeAnythingBack(String statement) throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection();
                Statement sql = connection.createStatement()) {
            assertThatThrownBy(() -> sql.execute(statement)).hasMessageContaining("append-only");
        }
        assertThat(Trail.verify().valid()).isTrue();
    }

    /** What docs/operating.md tells auditors to run without this program. */
    @Test
    void theRecipeInTheManualFindsTheSame() throws Exception {
        String recipe = recipe();
        assertThat(Trail.texts(recipe)).isEmpty();
        Trail.tamper("update audit_entry set actor = 'eve' where seq = 5");
        assertThat(Trail.texts(recipe)).isEqualTo(List.of("5"));
        write();
        Trail.tamper("delete from audit_entry where seq = 5");
        assertThat(Trail.texts(recipe)).isEqualTo(List.of("6"));
        write();
        Trail.tamper("delete from audit_entry where seq = 10");
        assertThat(Trail.texts(recipe)).isEqualTo(List.of("10"));
    }

    private static String recipe() throws Exception {
        String manual = Files.readString(Path.of("..", "docs", "operating.md"));
        int begin = manual.indexOf("```sql\nwith netstrings") + "```sql\n".length();
        return manual.substring(begin, manual.indexOf("```", begin)).replace(";", "");
    }
}
