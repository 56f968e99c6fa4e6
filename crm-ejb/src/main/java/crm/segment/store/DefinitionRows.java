package crm.segment.store;

import crm.platform.service.Columns;
import crm.segment.entity.SegmentState;
import crm.segment.entity.SegmentSummary;
import crm.segment.entity.SegmentVersion;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Segments, their versions, and which of them are in force. */
public final class DefinitionRows {

    private static final String SEGMENTS = "select key, state, live_id, next_id, draft_id, revision from segment ";
    private static final String VERSIONS = """
            select v.id, v.key, v.version, v.definition::text as definition, v.published_at, v.published_by, v.from_at,
                   v.until_at, v.pass, v.profiles, s.state, s.live_id, s.next_id
              from segment_version v join segment s on s.key = v.key\s""";
    private static final String INSERT = """
            insert into segment_version (key, version, definition, published_by, pass)
            select ?, coalesce(max(version), 0) + 1, ?::json, ?, ? from segment_version where key = ?
            returning id""";
    private static final String FOLLOW = """
            update segment set next_id = ?,
                   state = case when state in ('archived', 'draft') then 'backfilling' else state end
             where key = ?""";
    private static final String BACKFILL = "backfill";
    /** What is being told of the members of one is told to the end first; one that is about to follow begins anew. */
    private static final String RECHECK = """
            update segment_version v
               set again = told.first,
                   pass = case when told.first then v.pass when s.live_id = v.id then 'recheck' else 'backfill' end,
                   passed = case when told.first then v.passed end,
                   profiles = case when told.first then v.profiles else 0 end
              from segment s, segment_version o,
                   lateral (select coalesce(o.pass in ('handover', 'leave'), false) as first) told
             where s.key = any (?) and v.id = o.id and v.id in (s.live_id, s.next_id)""";

    private static final String SCORED_ANEW =
            "update segment_version set pass = 'rfm', passed = null, profiles = 0 where id = any (?)";
    private static final String HAND_OVER = """
            update segment_version set from_at = ?, until_at = null, before_id = ?::integer, pass = 'handover', passed = null
              where id = ?""";
    /** What is being told of its members is told to the end first. */
    private static final String LEAVE = """
            update segment_version
                set until_at = ?, pass = case pass when 'handover' then pass else 'leave' end,
                    passed = case pass when 'handover' then passed end
              where id = ?""";

    private final Connection connection;

    public DefinitionRows(Connection connection) {
        this.connection = connection;
    }

    /**
     * A segment.
     *
     * @param live version by which memberships are told
     * @param next version that is about to follow
     * @param draft version that is not published
     * @param revision counts what people changed
     */
    public record Segment(
            String key,
            SegmentState state,
            Optional<Integer> live,
            Optional<Integer> next,
            Optional<Integer> draft,
            long revision) {

        /** The same in another state. */
        public Segment with(SegmentState other, Optional<Integer> serving, Optional<Integer> following) {
            return new Segment(key, other, serving, following, draft, revision);
        }
    }

    /**
     * A version as it is stored.
     *
     * @param pass what it is asked of all profiles for
     */
    public record Version(int id, SegmentVersion version, Optional<String> pass) {

        public String key() {
            return version.key();
        }
    }

    /** The number of the definitions in force, which stays so until the transaction ends. */
    public long held() throws SQLException {
        return number("select segment_epoch_held()");
    }

    /** Waits until nobody tells memberships; then nobody does until the transaction ends. */
    public long alone() throws SQLException {
        return number("select segment_epoch_alone()");
    }

    private long number(String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** From now on others are in force; {@link #alone}. */
    public void changed() throws SQLException {
        update("update segment_epoch set epoch = epoch + 1");
    }

    public List<Segment> segments() throws SQLException {
        List<Segment> segments = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(SEGMENTS + "order by key");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                segments.add(segment(row));
            }
        }
        return segments;
    }

    public Optional<Segment> find(String key) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SEGMENTS + "where key = ?")) {
            select.setString(1, key);
            ResultSet row = select.executeQuery();
            return row.next() ? Optional.of(segment(row)) : Optional.empty();
        }
    }

    private static Segment segment(ResultSet row) throws SQLException {
        return new Segment(
                row.getString("key"),
                SegmentState.of(row.getString("state")),
                Optional.ofNullable(row.getObject("live_id", Integer.class)),
                Optional.ofNullable(row.getObject("next_id", Integer.class)),
                Optional.ofNullable(row.getObject("draft_id", Integer.class)),
                row.getLong("revision"));
    }

    /** Those that serve and those about to follow. */
    public List<Version> current() throws SQLException {
        return versions("where v.id = s.live_id or v.id = s.next_id order by v.id", null);
    }

    /** Those that are not published. */
    public List<Version> drafts() throws SQLException {
        return versions("where v.id = s.draft_id order by v.id", null);
    }

    /** Of one segment, the newest first. */
    public List<Version> versions(String key) throws SQLException {
        return versions("where v.key = ? order by v.version desc", key);
    }

    /** Whether nobody else passes over all profiles; nobody will until the transaction ends. */
    public boolean passesAlone() throws SQLException {
        return number("select pg_try_advisory_xact_lock(hashtextextended('segment_pass', 0))::int") == 1;
    }

    /** The measures that are kept beside them. */
    public TraitRows traits() {
        return new TraitRows(connection);
    }

    /** Whether nobody else makes thresholds; nobody will until the transaction ends. */
    public boolean rfmAlone() throws SQLException {
        return number("select pg_try_advisory_xact_lock(hashtextextended('rfm_thresholds', 0))::int") == 1;
    }

    /** The first that has something left to do of many profiles; what others are told of before all else. */
    public Optional<Version> passing() throws SQLException {
        return versions("where v.pass is not null order by (v.pass in ('handover', 'leave')) desc, v.id limit 1", null)
                .stream()
                .findFirst();
    }

    private List<Version> versions(String where, String key) throws SQLException {
        List<Version> versions = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(VERSIONS + where)) {
            if (key != null) {
                select.setString(1, key);
            }
            ResultSet row = select.executeQuery();
            while (row.next()) {
                versions.add(version(row));
            }
        }
        return versions;
    }

    private static Version version(ResultSet row) throws SQLException {
        int id = row.getInt("id");
        return new Version(
                id,
                new SegmentVersion(
                        row.getString("key"),
                        row.getInt("version"),
                        row.getString("definition"),
                        state(id, row),
                        Columns.time(row, "published_at"),
                        row.getString("published_by"),
                        Optional.ofNullable(Columns.time(row, "from_at")),
                        Optional.ofNullable(Columns.time(row, "until_at")),
                        row.getLong("profiles")),
                Optional.ofNullable(row.getString("pass")));
    }

    private static SegmentState state(int id, ResultSet row) throws SQLException {
        if (Integer.valueOf(id).equals(row.getObject("next_id", Integer.class))) {
            return SegmentState.BACKFILLING;
        }
        if (Integer.valueOf(id).equals(row.getObject("live_id", Integer.class))) {
            return SegmentState.of(row.getString("state"));
        }
        return row.getObject("from_at") == null ? SegmentState.DRAFT : SegmentState.ARCHIVED;
    }

    public static Optional<SegmentVersion> of(List<Version> versions, Optional<Integer> id) {
        return versions.stream()
                .filter(version -> Optional.of(version.id()).equals(id))
                .map(Version::version)
                .findFirst();
    }

    /** What there is to say of a segment, out of all that serve, follow or are drafts. */
    public static SegmentSummary summary(Segment segment, List<Version> versions) {
        return new SegmentSummary(
                segment.key(),
                segment.state(),
                of(versions, segment.live()),
                of(versions, segment.next()),
                of(versions, segment.draft()),
                segment.revision());
    }

    /** A new version that follows the one that serves when all profiles were asked. */
    public void follow(String key, String definition, String by) throws SQLException {
        update("insert into segment (key, state) values (?, 'backfilling') on conflict do nothing", key);
        update(FOLLOW, insert(key, definition, by, BACKFILL), key);
    }

    /** A draft follows. */
    public void followDraft(Segment segment, String by) throws SQLException {
        update(
                "update segment_version set pass = 'backfill', published_at = now(), published_by = ? where id = ?",
                by,
                segment.draft().orElseThrow());
        update(FOLLOW, segment.draft().orElseThrow(), segment.key());
        update("update segment set draft_id = null where key = ?", segment.key());
    }

    /** A version that nobody publishes yet, instead of the one that there may be. */
    public void draft(String key, Optional<Integer> present, String definition, String by) throws SQLException {
        if (present.isPresent()) {
            update(
                    "update segment_version set definition = ?::json, published_at = now(), published_by = ? where id = ?",
                    definition,
                    by,
                    present.get());
        } else {
            update("insert into segment (key, state) values (?, 'draft') on conflict do nothing", key);
            update("update segment set draft_id = ? where key = ?", insert(key, definition, by, null), key);
        }
    }

    /** Without its draft; one that was never anything else is gone. */
    public void dropDraft(Segment segment) throws SQLException {
        update("update segment set draft_id = null where key = ?", segment.key());
        update("delete from segment_version where id = ?", segment.draft().orElseThrow());
        update(
                "delete from segment s where key = ? and state = 'draft' and not exists (select from segment_version v where v.key = s.key)",
                segment.key());
    }

    private int insert(String key, String definition, String by, String pass) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, key);
            insert.setString(2, definition);
            insert.setString(3, by);
            insert.setString(4, pass);
            insert.setString(5, key);
            ResultSet row = insert.executeQuery();
            row.next();
            return row.getInt(1);
        }
    }

    /** Somebody changed it. */
    public void revised(String key) throws SQLException {
        update("update segment set revision = revision + 1 where key = ?", key);
    }

    /** A version that will not follow; whom it was asked of so far is forgotten by and by. */
    public void drop(int id) throws SQLException {
        update("update segment_version set pass = 'forget' where id = ?", id);
    }

    /** Nobody follows a version; its members leave by and by. */
    public void end(int id, Instant until) throws SQLException {
        update(LEAVE, until, id);
    }

    /** Of a segment, what serves, what follows, and its state. */
    public void set(Segment segment) throws SQLException {
        update(
                "update segment set state = ?, live_id = ?::integer, next_id = ?::integer where key = ?",
                segment.state().word(),
                segment.live().map(String::valueOf).orElse(null),
                segment.next().map(String::valueOf).orElse(null),
                segment.key());
    }

    /** From now on it is in force, instead of the one before; its members are told the difference by and by. */
    public void serve(int id, Optional<Integer> before, Instant from) throws SQLException {
        if (before.isPresent()) {
            update("update segment_version set until_at = ?, pass = null where id = ?", from, before.get());
        }
        update(HAND_OVER, from, before.map(String::valueOf).orElse(null), id);
    }

    /** How far it was asked of all profiles. */
    public void passed(int id, String last, int profiles, boolean all, String then) throws SQLException {
        update(
                "update segment_version set passed = coalesce(?::uuid, passed), profiles = profiles + ?, pass = case when ?::text = 'all' then nullif(?, '') else pass end where id = ?",
                last,
                profiles,
                all ? "all" : "",
                then,
                id);
    }

    /** These ask for scores, which are others from now on. */
    public void scoredAnew(List<Integer> ids) throws SQLException {
        try (Columns update = new Columns(connection, SCORED_ANEW).integers(ids, id -> id)) {
            update.update();
        }
    }

    /** Those that serve are asked of all profiles again. */
    public void recheck(List<String> keys) throws SQLException {
        try (Columns update = new Columns(connection, RECHECK).texts(keys, key -> key)) {
            update.update();
        }
    }

    private void update(String sql, Object... values) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                update.setObject(
                        i + 1, values[i] instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : values[i]);
            }
            update.executeUpdate();
        }
    }
}
