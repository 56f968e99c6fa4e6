package crm.privacy.store;

import crm.platform.entity.Page;
import crm.privacy.entity.AuditEntry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Pages of the trail by keyset, newest first: each page costs the same, however deep. */
public final class TrailSearch {

    private static final String COLUMNS =
            "select seq, at, actor, action, object, details::text, personal::text, encode(previous, 'hex') as previous,"
                    + " encode(hash, 'hex') as hash from audit_entry where true";
    private static final String ORDER = " order by at desc, seq desc limit ?";

    private final Connection connection;
    private final StringBuilder sql = new StringBuilder(COLUMNS);
    private final List<Parameter> parameters = new ArrayList<>();
    // What was asked for, personal values as their digests only: cursors are marked with it, and stand in addresses.
    private final List<String> asked = new ArrayList<>();

    private interface Parameter {
        void bind(PreparedStatement select, int position) throws SQLException;
    }

    public TrailSearch(Connection connection) {
        this.connection = connection;
    }

    public TrailSearch by(Optional<String> actor) {
        return equal("actor", actor);
    }

    public TrailSearch doing(Optional<String> action) {
        return equal("action", action);
    }

    public TrailSearch to(Optional<String> object) {
        return equal("object", object);
    }

    private TrailSearch equal(String column, Optional<String> value) {
        value.ifPresent(text -> and(column + " = ?", text, (select, position) -> select.setString(position, text)));
        return this;
    }

    public TrailSearch from(Optional<Instant> from) {
        from.ifPresent(time -> and("at >= ?", time, at(time)));
        return this;
    }

    public TrailSearch before(Optional<Instant> to) {
        to.ifPresent(time -> and("at < ?", time, at(time)));
        return this;
    }

    /** Entries that have all these digests, by name. */
    public TrailSearch with(SortedMap<String, String> digests) {
        if (!digests.isEmpty()) {
            // The first condition is implied by the second; it is what the index understands.
            and(
                    "personal::text <> '{}' and personal::jsonb @> ?::jsonb",
                    Texts.json(digests),
                    (select, position) -> select.setString(position, Texts.json(digests)));
        }
        return this;
    }

    /**
     * After the last entry of another page; to be said last of all.
     *
     * @throws crm.platform.entity.ForeignCursor if that was no page of this search
     */
    public TrailSearch after(Optional<String> cursor) {
        cursor.ifPresent(text -> {
            Place place = Place.read(text, asked.toString());
            sql.append(" and (at, seq) < (?, ?)");
            parameters.add(at(place.at()));
            parameters.add((select, position) -> select.setLong(position, place.seq()));
        });
        return this;
    }

    private static Parameter at(Instant time) {
        return (select, position) ->
                select.setObject(position, time.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
    }

    private void and(String condition, Object value, Parameter parameter) {
        asked.add(condition + value);
        sql.append(" and ").append(condition);
        parameters.add(parameter);
    }

    /** A page with the cursor to go on after, where there is more. */
    public Page<AuditEntry> page(int limit) throws SQLException {
        List<AuditEntry> found = select(limit + 1);
        if (found.size() <= limit) {
            return new Page<>(found, Optional.empty());
        }
        AuditEntry last = found.get(limit - 1);
        return new Page<>(
                found.subList(0, limit), Optional.of(new Place(last.at(), last.seq()).write(asked.toString())));
    }

    private List<AuditEntry> select(int limit) throws SQLException {
        List<AuditEntry> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql + ORDER)) {
            for (int i = 0; i < parameters.size(); i++) {
                parameters.get(i).bind(select, i + 1);
            }
            select.setInt(parameters.size() + 1, limit);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(entry(TrailCheck.link(row)));
                }
            }
        }
        return found;
    }

    private static AuditEntry entry(Link link) {
        Deed deed = link.deed();
        return new AuditEntry(
                link.seq(),
                deed.at(),
                deed.actor(),
                deed.action(),
                deed.object(),
                Texts.read(deed.details()),
                Texts.read(deed.personal()),
                link.previous(),
                link.hash());
    }
}
