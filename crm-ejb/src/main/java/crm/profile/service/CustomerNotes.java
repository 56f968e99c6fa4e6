package crm.profile.service;

import static crm.access.entity.Roles.ADMIN;
import static crm.access.entity.Roles.AGENT;

import crm.platform.service.BusinessClock;
import crm.platform.service.StoreFailed;
import crm.privacy.entity.Act;
import crm.privacy.service.AuditTrail;
import crm.privacy.service.Seals;
import crm.profile.entity.CustomerUnknown;
import crm.profile.entity.Note;
import crm.profile.entity.NoteOfAnother;
import crm.profile.entity.NoteRefused;
import crm.profile.entity.NoteUnknown;
import crm.profile.entity.ProfileId;
import crm.profile.store.NoteRows;
import crm.profile.store.NoteRows.Stored;
import crm.profile.store.ProfileRows;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * What those who work with a customer write down for each other; each call is a transaction. They are read through
 * {@link CustomerLooks}.
 */
@Stateless
@RolesAllowed({ADMIN, AGENT})
public class CustomerNotes {

    @Resource
    private SessionContext caller;

    @Inject
    private DataSource database;

    @Inject
    private Seals seals;

    @Inject
    private BusinessClock clock;

    @EJB
    private AuditTrail trail;

    /**
     * Writes a note down.
     *
     * @return its id
     * @throws NoteRefused if the text may not be one
     * @throws CustomerUnknown if there is no such customer
     */
    public UUID add(ProfileId id, String text) {
        String checked = checked(text);
        return with((connection, notes) -> {
            ProfileId profile = survivor(connection, id);
            Note note = new Note(UUID.randomUUID(), me(), now(), Optional.empty(), checked);
            notes.insert(profile, note);
            trail.act(act("note.added", profile, note.id()));
            return note.id();
        });
    }

    /**
     * Changes a note of one's own.
     *
     * @throws NoteRefused if the text may not be one
     * @throws NoteUnknown if it is not there any more
     * @throws NoteOfAnother if somebody else wrote it
     */
    public void change(ProfileId id, UUID noteId, String text) {
        String checked = checked(text);
        with((connection, notes) -> {
            ProfileId profile = survivor(connection, id);
            Stored note = notes.lock(profile, noteId).orElseThrow(NoteUnknown::new);
            own(note);
            notes.change(note, checked, now());
            trail.act(act("note.changed", profile, noteId));
            return note;
        });
    }

    /**
     * Deletes a note of one's own; an administrator any.
     *
     * @throws NoteUnknown if it is not there any more
     * @throws NoteOfAnother if somebody else wrote it
     */
    public void delete(ProfileId id, UUID noteId) {
        with((connection, notes) -> {
            ProfileId profile = survivor(connection, id);
            Stored note = notes.lock(profile, noteId).orElseThrow(NoteUnknown::new);
            if (!caller.isCallerInRole(ADMIN)) {
                own(note);
            }
            notes.delete(noteId);
            trail.act(act("note.deleted", profile, noteId)
                    .with("author", note.note().author()));
            return note;
        });
    }

    private void own(Stored note) {
        if (!note.note().author().equals(me())) {
            throw new NoteOfAnother();
        }
    }

    private String me() {
        return caller.getCallerPrincipal().getName();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Act act(String action, ProfileId profile, UUID note) {
        return new Act(action, "profile:" + profile.value()).with("note", note);
    }

    private static String checked(String sent) {
        String text = sent == null ? "" : sent.strip();
        if (text.isEmpty()) {
            throw new NoteRefused("missing_field", "A note needs a text.");
        }
        if (text.codePointCount(0, text.length()) > Note.LONGEST) {
            throw new NoteRefused("too_long", "A note has at most " + Note.LONGEST + " characters.");
        }
        if (text.indexOf('\0') >= 0 || text.codePoints().anyMatch(CustomerNotes::isHalf)) {
            throw new NoteRefused("bad_character", "A note has no U+0000 and no half characters.");
        }
        return text;
    }

    private static boolean isHalf(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }

    /** Locked, so that it is not merged while something is written of it. */
    private static ProfileId survivor(Connection connection, ProfileId id) throws SQLException {
        return new ProfileRows(connection)
                .lockSurvivor(id)
                .orElseThrow(CustomerUnknown::new)
                .id();
    }

    private interface Work<T> {
        T with(Connection connection, NoteRows notes) throws SQLException;
    }

    private <T> T with(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            CustomerEditing.giveUpSoon(connection);
            return work.with(connection, new NoteRows(connection, seals));
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }
}
