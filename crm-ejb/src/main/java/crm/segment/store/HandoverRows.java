package crm.segment.store;

import crm.platform.service.Columns;
import crm.profile.entity.ProfileId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** What members are yet to be told after a version has taken the place of another, or after nothing has. */
public final class HandoverRows {

    private static final String NOBODY = "'00000000-0000-0000-0000-000000000000'";

    /** A portion of either side, each read from its index, and of both together the first. */
    private static final String NEXT = """
            select p.id from profile p
             where p.id = any (array(
                   select m.profile_id
                     from segment_version v, lateral (
                          (select profile_id from segment_member
                            where version_id = v.id and profile_id > coalesce(v.passed, %1$s)
                            order by profile_id limit %2$d)
                          union
                          (select profile_id from segment_member
                            where version_id = v.before_id and profile_id > coalesce(v.passed, %1$s)
                            order by profile_id limit %2$d)) m
                    where v.id = ? order by m.profile_id limit %2$d))
             order by p.id for no key update of p""";

    private static final String UNSETTLED = """
            select k.id from unnest(?::uuid[]) as k (id), segment_version v
             where v.id = ? and v.pass = 'handover' and k.id > coalesce(v.passed, %s)
               and not exists (select from segment_settled t where t.version_id = v.id and t.profile_id = k.id)""".formatted(NOBODY);
    private static final String SETTLED = """
            insert into segment_settled (profile_id, version_id) select k.id, ? from unnest(?::uuid[]) as k (id)""";
    /** Whether anything served before it, also long ago: then nobody who was in nothing has been in it before it served. */
    private static final String FOLLOWS =
            "exists (select from segment_version e where e.key = v.key and e.id < v.id and e.from_at is not null)";
    /** Of a first version they are in since it is true of them. */
    private static final String DIFFERENCE = """
            insert into segment_change (profile_id, key, version, entered, cause, at, observed_at, late)
            select k.id, v.key, case when o.since is null then v.version else b.version end, o.since is null,
                   case when v.before_id is null then 'backfill' else 'edit' end,
                   case when %s then v.from_at else n.since end, ?::timestamptz, false
              from unnest(?::uuid[]) as k (id)
              join segment_version v on v.id = ?
              left join segment_version b on b.id = v.before_id
              left join segment_member o on o.profile_id = k.id and o.version_id = v.before_id
              left join segment_member n on n.profile_id = k.id and n.version_id = v.id
             where (o.since is null) <> (n.since is null)""".formatted(FOLLOWS);
    /** Who was in both stays since then. */
    private static final String SINCE_ENTRY = """
            update segment_member n set since = o.since
              from unnest(?::uuid[]) as k (id), segment_version v, segment_member o
             where v.id = ? and o.profile_id = k.id and o.version_id = v.before_id
               and n.profile_id = k.id and n.version_id = v.id and n.since <> o.since""";

    /** Who was not enters when it begins to serve. */
    private static final String SINCE_IT_SERVES = """
            update segment_member n set since = v.from_at
              from unnest(?::uuid[]) as k (id), segment_version v
             where v.id = ? and n.profile_id = k.id and n.version_id = v.id and n.since < v.from_at and %s
               and not exists (select from segment_member o where o.profile_id = k.id and o.version_id = v.before_id)""".formatted(FOLLOWS);

    private static final String GONE_BEFORE = """
            delete from segment_member o using unnest(?::uuid[]) as k (id), segment_version v
             where v.id = ? and o.profile_id = k.id and o.version_id = v.before_id""";
    private static final String LEAVE = """
            insert into segment_change (profile_id, key, version, entered, cause, at, observed_at, late)
            select m.profile_id, v.key, v.version, false, 'edit', v.until_at, ?::timestamptz, false
              from unnest(?::uuid[]) as k (id)
              join segment_version v on v.id = ?
              join segment_member m on m.profile_id = k.id and m.version_id = v.id""";
    private static final String GONE = """
            delete from segment_member m using unnest(?::uuid[]) as k (id)
             where m.profile_id = k.id and m.version_id = ?""";
    /** One that nobody follows any more goes on with its members leaving. */
    private static final String FINISH = """
            update segment_version v
               set before_id = null, passed = null, again = false,
                   pass = case when not exists (select from segment s where s.live_id = v.id) then 'leave'
                               when v.again then 'recheck' end
             where id = ?""";

    private static final String FORGET = """
            delete from segment_member
             where version_id = ? and profile_id in (
                   select profile_id from segment_member where version_id = ? order by profile_id limit ?)""";

    private final Connection connection;

    public HandoverRows(Connection connection) {
        this.connection = connection;
    }

    /** Who is in the version or the one before and was not come to yet; locks them. */
    public List<ProfileId> next(int version, int most) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(NEXT.formatted(NOBODY, most))) {
            select.setInt(1, version);
            return ProfileIds.of(select.executeQuery());
        }
    }

    /** Those of them, locked by the caller, who were not told yet. */
    public List<ProfileId> unsettled(int version, Collection<ProfileId> profiles) throws SQLException {
        try (Columns select = new Columns(connection, UNSETTLED)
                .uuids(profiles, ProfileId::value)
                .value(version)) {
            return ProfileIds.of(select.query());
        }
    }

    /** Tells these the difference, and forgets in what they were before. */
    public void tell(int version, List<ProfileId> profiles, Instant observed) throws SQLException {
        change(DIFFERENCE, version, profiles, observed);
        of(SINCE_ENTRY, version, profiles);
        of(SINCE_IT_SERVES, version, profiles);
        of(GONE_BEFORE, version, profiles);
    }

    /** These will not be told when their turn comes. */
    public void settled(int version, List<ProfileId> profiles) throws SQLException {
        try (Columns insert = new Columns(connection, SETTLED).value(version).uuids(profiles, ProfileId::value)) {
            insert.update();
        }
    }

    /** These leave. */
    public void leave(int version, List<ProfileId> profiles, Instant observed) throws SQLException {
        change(LEAVE, version, profiles, observed);
        of(GONE, version, profiles);
    }

    private void change(String sql, int version, List<ProfileId> profiles, Instant observed) throws SQLException {
        try (Columns change = new Columns(connection, sql)
                .value(observed.toString())
                .uuids(profiles, ProfileId::value)
                .value(version)) {
            change.update();
        }
    }

    private void of(String sql, int version, List<ProfileId> profiles) throws SQLException {
        try (Columns change =
                new Columns(connection, sql).uuids(profiles, ProfileId::value).value(version)) {
            change.update();
        }
    }

    /** All up to this one were told. */
    public void passed(int version, ProfileId last) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update segment_version set passed = ? where id = ?")) {
            update.setObject(1, last.value());
            update.setInt(2, version);
            update.executeUpdate();
        }
    }

    /** All were told. */
    public void finish(int version) throws SQLException {
        execute(FINISH, version);
        execute("delete from segment_settled where version_id = ?", version);
    }

    private int execute(String sql, int... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setInt(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }

    /** Forgets some members of a version that nobody follows; when there are none left, that was it. */
    public void forget(int version, int most) throws SQLException {
        if (execute(FORGET, version, version, most) == 0) {
            execute("update segment_version set pass = null where id = ?", version);
        }
    }
}
