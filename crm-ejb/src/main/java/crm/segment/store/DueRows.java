package crm.segment.store;

import crm.profile.entity.ProfileId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Whose turn it is: profiles of which something is due, and those that a pass comes to next. Locks them. */
public final class DueRows {

    private static final String DUE = """
            select p.id from segment_profile s join profile p on p.id = s.profile_id
             where s.due_at <= ? order by s.due_at limit ? for no key update of p skip locked""";
    private static final String AFTER = """
            select p.id from profile p
             where p.id > coalesce((select passed from segment_version where id = ?),
                                   '00000000-0000-0000-0000-000000000000')
             order by p.id limit ? for no key update of p""";

    private final Connection connection;

    public DueRows(Connection connection) {
        this.connection = connection;
    }

    /** Whether anything is due until an instant. */
    public boolean any(Instant until) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select exists (select from segment_profile where due_at <= ?)")) {
            select.setObject(1, until.atOffset(ZoneOffset.UTC));
            ResultSet row = select.executeQuery();
            row.next();
            return row.getBoolean(1);
        }
    }

    /** At most so many of which something is due until an instant and whom nobody else works at, the earliest first. */
    public List<ProfileId> due(Instant until, int most) throws SQLException {
        return read(DUE, until.atOffset(ZoneOffset.UTC), most);
    }

    /** The next ones that a pass of a version comes to. */
    public List<ProfileId> after(int version, int most) throws SQLException {
        return read(AFTER, version, most);
    }

    private List<ProfileId> read(String sql, Object first, int most) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, first);
            select.setInt(2, most);
            return ProfileIds.of(select.executeQuery());
        }
    }
}
