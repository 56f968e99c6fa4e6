package crm.segment.store;

import crm.platform.service.Columns;
import crm.profile.entity.ProfileId;
import crm.segment.entity.CustomerSegment;
import crm.segment.entity.SegmentMember;
import crm.segment.entity.SegmentState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** Who is in which segment now, and how that came about; locks nothing. */
public final class MembershipReads {

    private static final String MEMBERS = """
            select m.profile_id, p.customer_id, m.since
              from segment s join segment_member m on m.version_id = s.live_id
              left join person p on p.profile_id = m.profile_id
             where s.key = ? and m.profile_id > ? order by m.profile_id limit ?""";
    private static final String OF = """
            select s.key, v.definition ->> 'name' as name, v.version, s.state, m.since
              from segment_member m
              join segment s on s.live_id = m.version_id
              join segment_version v on v.id = m.version_id
             where m.profile_id = ? order by s.key""";
    private static final String SIZES = """
            select s.key, count(m.profile_id) from segment s left join segment_member m on m.version_id = s.live_id
             group by s.key""";
    private static final String SIZE = """
            select count(*) from segment s join segment_member m on m.version_id = s.live_id where s.key = ?""";
    private static final String BOTH = """
            select count(*) from segment s join segment_member m on m.version_id = s.live_id
              join segment_member o on o.profile_id = m.profile_id
               and o.version_id = (select live_id from segment where key = ?)
             where s.key = ?""";
    private static final String CHANGES = """
            select width_bucket(at, ?::timestamptz[]) as place, count(*) filter (where entered) as entered,
                   count(*) filter (where not entered) as exited
              from segment_change where key = ? and at >= ?::timestamptz group by 1""";

    private final Connection connection;

    public MembershipReads(Connection connection) {
        this.connection = connection;
    }

    /** The next members, in the order of their ids. */
    public List<SegmentMember> members(String key, ProfileId after, int most) throws SQLException {
        List<SegmentMember> members = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(MEMBERS)) {
            select.setString(1, key);
            select.setObject(2, after.value());
            select.setInt(3, most);
            ResultSet row = select.executeQuery();
            while (row.next()) {
                members.add(new SegmentMember(
                        row.getObject(1, UUID.class),
                        Optional.ofNullable(row.getString(2)),
                        Columns.time(row, "since")));
            }
        }
        return members;
    }

    /** What a profile is in, by key. */
    public List<CustomerSegment> of(ProfileId profile) throws SQLException {
        List<CustomerSegment> segments = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(OF)) {
            select.setObject(1, profile.value());
            ResultSet row = select.executeQuery();
            while (row.next()) {
                segments.add(new CustomerSegment(
                        row.getString("key"),
                        row.getString("name"),
                        row.getInt("version"),
                        SegmentState.of(row.getString("state")),
                        Columns.time(row, "since")));
            }
        }
        return segments;
    }

    /** How many are in each segment. */
    public SortedMap<String, Long> sizes() throws SQLException {
        SortedMap<String, Long> sizes = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement(SIZES);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                sizes.put(row.getString(1), row.getLong(2));
            }
        }
        return sizes;
    }

    public long size(String key) throws SQLException {
        return count(SIZE, key);
    }

    /** How many profiles there are. */
    public long everybody() throws SQLException {
        return count("select count(*) from profile");
    }

    /** How many are in two segments. */
    public long both(String key, String other) throws SQLException {
        return count(BOTH, other, key);
    }

    private long count(String sql, String... keys) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < keys.length; i++) {
                select.setString(i + 1, keys[i]);
            }
            ResultSet row = select.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }

    /** Entries and exits of a step of time. */
    public record Flow(long entered, long exited) {

        public static final Flow NONE = new Flow(0, 0);
    }

    /**
     * Entries and exits from each of some instants, in their order, to the next, from the last one without end; none where
     * there were none.
     */
    public Map<Integer, Flow> flows(String key, List<Instant> from) throws SQLException {
        Map<Integer, Flow> flows = new HashMap<>();
        try (Columns select = new Columns(connection, CHANGES)
                .times(from, instant -> instant)
                .value(key)
                .value(from.get(0).toString())) {
            ResultSet row = select.query();
            while (row.next()) {
                flows.put(row.getInt("place") - 1, new Flow(row.getLong("entered"), row.getLong("exited")));
            }
        }
        return flows;
    }
}
