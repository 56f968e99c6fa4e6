package crm.segment.store;

import crm.condition.evaluation.Micros;
import crm.platform.service.Columns;
import crm.profile.entity.ProfileId;
import crm.segment.entity.Cause;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Who is in which version of which segment, up to when that is told, and how it changed. */
public final class MemberRows {

    private static final String READ = """
            select p.id, p.first_seen_at, p.last_seen_at, s.told_until, s.first_seen, s.version_ids, s.dues
              from unnest(?::uuid[]) as k (id)
              join profile p on p.id = k.id
              left join segment_profile s on s.profile_id = p.id""";
    private static final String MEMBERSHIPS = """
            select m.profile_id, m.version_id, m.since
              from unnest(?::uuid[]) as k (id) join segment_member m on m.profile_id = k.id""";
    private static final String TELL = """
            insert into segment_profile as s (profile_id, told_until, first_seen, due_at, version_ids, dues)
            select k.id, instant(k.told), instant(k.first), instant(k.due), k.versions::integer[], k.dues::bigint[]
              from unnest(?::uuid[], ?::int8[], ?::int8[], ?::int8[], ?::text[], ?::text[])
                   as k (id, told, first, due, versions, dues)
            on conflict (profile_id) do update
               set told_until = excluded.told_until, first_seen = excluded.first_seen, due_at = excluded.due_at,
                   version_ids = excluded.version_ids, dues = excluded.dues""";
    private static final String ENTER = """
            insert into segment_member (profile_id, version_id, since)
            select k.id, k.version, instant(k.since) from unnest(?::uuid[], ?::int4[], ?::int8[]) as k (id, version, since)
            on conflict (profile_id, version_id) do update set since = excluded.since""";
    private static final String LEAVE = """
            delete from segment_member m using unnest(?::uuid[], ?::int4[]) as k (id, version)
             where m.profile_id = k.id and m.version_id = k.version""";
    private static final String CHANGE = """
            insert into segment_change (profile_id, key, version, entered, cause, at, observed_at, late, silent)
            select k.id, k.key, k.version, k.entered, k.cause, instant(k.at), instant(k.observed), k.late, k.silent
              from unnest(?::uuid[], ?::text[], ?::int4[], ?::bool[], ?::text[], ?::int8[], ?::int8[], ?::bool[],
                          ?::bool[])
                   as k (id, key, version, entered, cause, at, observed, late, silent)""";

    private final Connection connection;

    public MemberRows(Connection connection) {
        this.connection = connection;
    }

    /**
     * What was told of a profile. All instants are {@link Micros}.
     *
     * @param firstSeen of its first event, NEVER if there is none
     * @param lastSeen of its last event, ALWAYS if there is none
     * @param toldUntil up to which instant memberships are told, ALWAYS if nothing was
     * @param firstSeenThen the first event known then
     * @param dues when which version changes, of those that do
     * @param since in which versions it is
     */
    public record Standing(
            ProfileId profile,
            long firstSeen,
            long lastSeen,
            long toldUntil,
            long firstSeenThen,
            Map<Integer, Long> dues,
            Map<Integer, Long> since) {}

    /** Profiles that the caller has locked. */
    public List<Standing> read(Collection<ProfileId> profiles) throws SQLException {
        Map<UUID, Map<Integer, Long>> since = memberships(profiles);
        List<Standing> standings = new ArrayList<>();
        try (Columns read = new Columns(connection, READ).uuids(profiles, ProfileId::value)) {
            ResultSet row = read.query();
            while (row.next()) {
                UUID id = row.getObject("id", UUID.class);
                standings.add(new Standing(
                        new ProfileId(id),
                        micros(row, "first_seen_at", Micros.NEVER),
                        micros(row, "last_seen_at", Micros.ALWAYS),
                        micros(row, "told_until", Micros.ALWAYS),
                        micros(row, "first_seen", Micros.NEVER),
                        dues(row.getArray("version_ids"), row.getArray("dues")),
                        since.getOrDefault(id, new HashMap<>())));
            }
        }
        return standings;
    }

    private static long micros(ResultSet row, String column, long none) throws SQLException {
        Instant time = Columns.time(row, column);
        return time == null ? none : Micros.of(time);
    }

    private static Map<Integer, Long> dues(Array versions, Array dues) throws SQLException {
        Map<Integer, Long> map = new HashMap<>();
        if (versions != null) {
            Integer[] ids = (Integer[]) versions.getArray();
            Long[] instants = (Long[]) dues.getArray();
            for (int i = 0; i < ids.length; i++) {
                map.put(ids[i], instants[i]);
            }
        }
        return map;
    }

    private Map<UUID, Map<Integer, Long>> memberships(Collection<ProfileId> profiles) throws SQLException {
        Map<UUID, Map<Integer, Long>> since = new HashMap<>();
        try (Columns read = new Columns(connection, MEMBERSHIPS).uuids(profiles, ProfileId::value)) {
            ResultSet row = read.query();
            while (row.next()) {
                since.computeIfAbsent(row.getObject(1, UUID.class), none -> new HashMap<>())
                        .put(row.getInt(2), Micros.of(Columns.time(row, "since")));
            }
        }
        return since;
    }

    /** What is told now of profiles: up to when, and what is due. */
    public record Told(ProfileId profile, long until, long firstSeen, Map<Integer, Long> dues) {

        private Long due() {
            return dues.values().stream().min(Long::compare).orElse(null);
        }

        private Long first() {
            return firstSeen == Micros.NEVER ? null : firstSeen;
        }

        private String versions() {
            return Arrays.stream(dues.keySet().toArray()).map(String::valueOf).collect(LIST);
        }

        private String instants() {
            return Arrays.stream(dues.values().toArray()).map(String::valueOf).collect(LIST);
        }
    }

    private static final java.util.stream.Collector<CharSequence, ?, String> LIST = Collectors.joining(",", "{", "}");

    public void tell(List<Told> told) throws SQLException {
        try (Columns write = new Columns(connection, TELL)
                .uuids(told, row -> row.profile().value())
                .longs(told, Told::until)
                .longs(told, Told::first)
                .longs(told, Told::due)
                .texts(told, Told::versions)
                .texts(told, Told::instants)) {
            write.update();
        }
    }

    /**
     * A membership as it is now.
     *
     * @param since null where there is none any more
     */
    public record Membership(ProfileId profile, int version, Long since) {}

    public void write(List<Membership> memberships) throws SQLException {
        List<Membership> entered =
                memberships.stream().filter(one -> one.since() != null).toList();
        List<Membership> left =
                memberships.stream().filter(one -> one.since() == null).toList();
        if (!entered.isEmpty()) {
            try (Columns write = new Columns(connection, ENTER)
                    .uuids(entered, row -> row.profile().value())
                    .integers(entered, Membership::version)
                    .longs(entered, Membership::since)) {
                write.update();
            }
        }
        if (!left.isEmpty()) {
            try (Columns write = new Columns(connection, LEAVE)
                    .uuids(left, row -> row.profile().value())
                    .integers(left, Membership::version)) {
                write.update();
            }
        }
    }

    /**
     * A membership begins or ends.
     *
     * @param at since when that is true
     * @param observed when it came out
     * @param late whether something else had been told of that instant
     * @param silent whether nobody outside is told
     */
    public record Change(
            ProfileId profile,
            String key,
            int version,
            boolean entered,
            Cause cause,
            long at,
            long observed,
            boolean late,
            boolean silent) {}

    /** In this order for each profile. */
    public void add(List<Change> changes) throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        try (Columns write = new Columns(connection, CHANGE)
                .uuids(changes, row -> row.profile().value())
                .texts(changes, Change::key)
                .integers(changes, Change::version)
                .flags(changes, Change::entered)
                .texts(changes, row -> row.cause().word())
                .longs(changes, Change::at)
                .longs(changes, Change::observed)
                .flags(changes, Change::late)
                .flags(changes, Change::silent)) {
            write.update();
        }
    }
}
