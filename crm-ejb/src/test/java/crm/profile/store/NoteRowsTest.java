package crm.profile.store;

import static org.assertj.core.api.Assertions.assertThat;

import crm.ingest.entity.Identity;
import crm.privacy.service.Seals;
import crm.privacy.service.TestKeys;
import crm.profile.entity.Note;
import crm.profile.entity.ProfileId;
import crm.profile.service.TestDatabase;
import crm.profile.store.NoteRows.Place;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NoteRowsTest {

    private static final Instant AT = Instant.parse("2020-01-01T00:00:00Z");

    private final Seals seals = TestKeys.seals();
    private final ProfileId ada = ProfileId.of(Identity.customer("ada-" + UUID.randomUUID()));
    private final ProfileId visitor = ProfileId.of(Identity.anonymous("v-" + UUID.randomUUID()));
    private Connection connection;
    private NoteRows notes;

    @BeforeEach
    void begin() throws SQLException {
        connection = TestDatabase.dataSource().getConnection();
        connection.setAutoCommit(false);
        notes = new NoteRows(connection, seals);
    }

    @AfterEach
    void end() throws SQLException {
        connection.rollback();
        connection.close();
    }

    @Test
    void areSealedAndComeBackNewestFirstPageByPage() throws SQLException {
        for (int i = 0; i < 3; i++) {
            notes.insert(ada, note(i, "prefers tea " + i));
        }
        try (ResultSet stored = connection.createStatement().executeQuery("select text from customer_note")) {
            while (stored.next()) {
                assertThat(stored.getString(1)).startsWith("v1.").doesNotContain("tea");
            }
        }
        List<Note> first = notes.page(ada, Place.FIRST, 2);
        assertThat(first).extracting(Note::text).containsExactly("prefers tea 2", "prefers tea 1");
        Note last = first.get(1);
        assertThat(notes.page(ada, new Place(last.at(), last.id()), 2))
                .extracting(Note::text)
                .containsExactly("prefers tea 0");
    }

    @Test
    void areChangedAndDeleted() throws SQLException {
        Note note = note(0, "tea");
        notes.insert(ada, note);
        notes.change(notes.lock(ada, note.id()).orElseThrow(), "coffee", AT.plusSeconds(9));
        assertThat(notes.find(ada, note.id()))
                .contains(new Note(note.id(), "agnes", AT, Optional.of(AT.plusSeconds(9)), "coffee"));
        assertThat(notes.find(visitor, note.id())).isEmpty();
        notes.delete(note.id());
        assertThat(notes.find(ada, note.id())).isEmpty();
    }

    @Test
    void followTheVisitorOfWhomTheyWereWritten() throws SQLException {
        new ProfileRows(connection).lock(List.of(ada, visitor));
        notes.insert(visitor, note(0, "asked for tea"));
        new ProfileRows(connection).merge(Map.of(visitor, ada));
        assertThat(notes.page(ada, Place.FIRST, 9)).extracting(Note::text).containsExactly("asked for tea");
    }

    @Test
    void ofSomebodyErasedAreGone() throws SQLException {
        notes.insert(ada, note(0, "tea"));
        seals.shred(connection, List.of(ada.value()));
        assertThat(notes.page(ada, Place.FIRST, 9)).isEmpty();
    }

    private static Note note(int second, String text) {
        return new Note(UUID.randomUUID(), "agnes", AT.plusSeconds(second), Optional.empty(), text);
    }
}
