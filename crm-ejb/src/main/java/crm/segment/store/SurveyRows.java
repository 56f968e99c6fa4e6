package crm.segment.store;

import crm.condition.evaluation.Micros;
import crm.platform.service.Columns;
import crm.profile.entity.ProfileId;
import crm.segment.store.MemberRows.Standing;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Profiles to ask conditions of, in the order of their ids. Locks nothing. */
public final class SurveyRows {

    private static final String AFTER = """
            select id, first_seen_at, last_seen_at, events from profile
             where id > ? and first_seen_at <= ? order by id limit ?""";
    private static final String ONE = "select id, first_seen_at, last_seen_at, events from profile where id = ?";
    private static final String CUSTOMERS = """
            select p.profile_id, p.customer_id from person p where p.profile_id = any (?) and p.customer_id is not null""";

    private final Connection connection;

    public SurveyRows(Connection connection) {
        this.connection = connection;
    }

    /** A profile, of which nothing was told as far as this is concerned, and how many events it has. */
    public record Asked(Standing standing, long events) {

        public ProfileId profile() {
            return standing.profile();
        }
    }

    /** The next ones that were seen by an instant. */
    public List<Asked> after(ProfileId last, Instant seen, int most) throws SQLException {
        List<Asked> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(AFTER)) {
            select.setObject(1, last.value());
            select.setObject(2, seen.atOffset(ZoneOffset.UTC));
            select.setInt(3, most);
            ResultSet row = select.executeQuery();
            while (row.next()) {
                found.add(asked(row));
            }
        }
        return found;
    }

    public Optional<Asked> find(ProfileId profile) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ONE)) {
            select.setObject(1, profile.value());
            ResultSet row = select.executeQuery();
            return row.next() ? Optional.of(asked(row)) : Optional.empty();
        }
    }

    private static Asked asked(ResultSet row) throws SQLException {
        Standing nothingTold = new Standing(
                new ProfileId(row.getObject("id", UUID.class)),
                micros(row, "first_seen_at", Micros.NEVER),
                micros(row, "last_seen_at", Micros.ALWAYS),
                Micros.ALWAYS,
                Micros.NEVER,
                Map.of(),
                Map.of());
        return new Asked(nothingTold, row.getLong("events"));
    }

    private static long micros(ResultSet row, String column, long none) throws SQLException {
        Instant time = Columns.time(row, column);
        return time == null ? none : Micros.of(time);
    }

    /** The customer ids of those who have one. */
    public Map<ProfileId, String> customers(Collection<ProfileId> profiles) throws SQLException {
        Map<ProfileId, String> ids = new HashMap<>();
        try (Columns read = new Columns(connection, CUSTOMERS).uuids(profiles, ProfileId::value)) {
            ResultSet row = read.query();
            while (row.next()) {
                ids.put(new ProfileId(row.getObject(1, UUID.class)), row.getString(2));
            }
        }
        return ids;
    }
}
