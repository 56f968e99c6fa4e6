package crm.profile.store;

import crm.platform.service.Columns;
import crm.privacy.service.Keyring;
import crm.privacy.service.Seals;
import crm.profile.entity.Note;
import crm.profile.entity.ProfileId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Notes about customers; their texts are sealed under the key of the person of whom they were written. */
public final class NoteRows {

    private static final String PURPOSE = "customer_note.text";
    private static final String INSERT =
            "insert into customer_note (id, profile_id, person, author, at, text) values (?, ?, ?, ?, ?, ?)";
    private static final String COLUMNS = "select n.id, n.person, n.author, n.at, n.edited_at, n.text";
    private static final String PAGE = COLUMNS + """
             from customer_note n
            where n.profile_id = ? and (n.at, n.id) < (?, ?)
            order by n.at desc, n.id desc limit ?""";
    private static final String ONE = COLUMNS + " from customer_note n where n.profile_id = ? and n.id = ?";
    private static final String LOCKED = ONE + " for no key update";
    private static final String UPDATE = "update customer_note set text = ?, edited_at = ? where id = ?";
    private static final String DELETE = "delete from customer_note where id = ?";

    private final Connection connection;
    private final Seals seals;

    public NoteRows(Connection connection, Seals seals) {
        this.connection = connection;
        this.seals = seals;
    }

    /** A note with the person under whose key it is sealed. */
    public record Stored(Note note, UUID person) {}

    /** Behind which note a page begins; the first begins behind the end of time. */
    public record Place(Instant at, UUID id) {

        public static final Place FIRST = new Place(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1, -1));
    }

    public void insert(ProfileId profile, Note note) throws SQLException {
        UUID person = profile.value();
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, note.id());
            insert.setObject(2, profile.value());
            insert.setObject(3, person);
            insert.setString(4, note.author());
            insert.setObject(5, note.at().atOffset(ZoneOffset.UTC));
            insert.setString(6, sealed(person, note.text()));
            insert.executeUpdate();
        }
    }

    private String sealed(UUID person, String text) throws SQLException {
        return seals.toSeal(connection, List.of(person)).seal(person, PURPOSE, text);
    }

    /** Newest first; a text that was erased is left out with its note. */
    public List<Note> page(ProfileId profile, Place after, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(PAGE)) {
            select.setObject(1, profile.value());
            select.setObject(2, after.at().atOffset(ZoneOffset.UTC));
            select.setObject(3, after.id());
            select.setInt(4, limit);
            return read(select.executeQuery()).stream().map(Stored::note).toList();
        }
    }

    public Optional<Note> find(ProfileId profile, UUID id) throws SQLException {
        return find(ONE, profile, id).map(Stored::note);
    }

    /** A note that nobody else changes until the transaction ends. */
    public Optional<Stored> lock(ProfileId profile, UUID id) throws SQLException {
        return find(LOCKED, profile, id);
    }

    private Optional<Stored> find(String sql, ProfileId profile, UUID id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, profile.value());
            select.setObject(2, id);
            return read(select.executeQuery()).stream().findFirst();
        }
    }

    private List<Stored> read(ResultSet row) throws SQLException {
        List<Stored> stored = new ArrayList<>();
        while (row.next()) {
            stored.add(new Stored(
                    new Note(
                            row.getObject("id", UUID.class),
                            row.getString("author"),
                            Columns.time(row, "at"),
                            Optional.ofNullable(Columns.time(row, "edited_at")),
                            row.getString("text")),
                    row.getObject("person", UUID.class)));
        }
        return opened(stored);
    }

    private List<Stored> opened(List<Stored> stored) throws SQLException {
        Keyring keys =
                seals.toOpen(connection, stored.stream().map(Stored::person).toList());
        return stored.stream()
                .flatMap(one -> keys
                        .open(one.person(), PURPOSE, one.note().text())
                        .map(text -> new Stored(with(one.note(), text), one.person()))
                        .stream())
                .toList();
    }

    private static Note with(Note note, String text) {
        return new Note(note.id(), note.author(), note.at(), note.editedAt(), text);
    }

    public void change(Stored note, String text, Instant at) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
            update.setString(1, sealed(note.person(), text));
            update.setObject(2, at.atOffset(ZoneOffset.UTC));
            update.setObject(3, note.note().id());
            update.executeUpdate();
        }
    }

    public void delete(UUID id) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
            delete.setObject(1, id);
            delete.executeUpdate();
        }
    }
}
