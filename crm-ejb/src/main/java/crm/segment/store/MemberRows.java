package crm.segment.store;

import crm.condition.evaluation.Micros;
import crm.platform.service.Columns;
import crm.profile.entity.ProfileId;
import crm.segment.entity.Cause;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Who is in which version of which segment, up to when that is told, and how it changed. */
public final class MemberRows {

    private static final String PRESENT = """
            select p.id, p.version, p.first_seen_at, p.last_seen_at, s.xmin::text::int8 as told_by,
                   pg_current_xact_id()::text::int8 as here
              from unnest(?::uuid[]) as k (id)
              join profile p on p.id = k.id
              left join segment_profile s on s.profile_id = p.id""";
    private static final String COMMITTED = """
            select k.id from unnest(?::int8[]) as k (id) where pg_xact_status(k.id::text::xid8) = 'committed'""";
    private static final String TOLD = """
            select s.profile_id, s.told_until, s.first_seen, s.due_at
              from unnest(?::uuid[]) as k (id) join segment_profile s on s.profile_id = k.id""";
    private static final String MEMBERSHIPS = """
            select m.profile_id, m.version_id, m.since
              from unnest(?::uuid[]) as k (id) join segment_member m on m.profile_id = k.id""";
    private static final String TELL = """
            insert into segment_profile as s (profile_id, told_until, first_seen, due_at)
            select k.id, instant(k.told), instant(k.first), instant(k.due)
              from unnest(?::uuid[], ?::int8[], ?::int8[], ?::int8[]) as k (id, told, first, due)
            on conflict (profile_id) do update
               set told_until = excluded.told_until, first_seen = excluded.first_seen, due_at = excluded.due_at""";
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
     * A profile that the caller has locked. All instants are {@link Micros}.
     *
     * @param version counted up once by each transaction that changed its events
     * @param firstSeen of its first event, NEVER if there is none
     * @param lastSeen of its last event, ALWAYS if there is none
     * @param toldBy which transaction told its memberships last, 0 if none did
     * @param here the transaction that asks
     */
    public record Present(ProfileId profile, long version, long firstSeen, long lastSeen, long toldBy, long here) {}

    public List<Present> present(Collection<ProfileId> profiles) throws SQLException {
        List<Present> present = new ArrayList<>();
        try (Columns read = new Columns(connection, PRESENT).uuids(profiles, ProfileId::value)) {
            ResultSet row = read.query();
            while (row.next()) {
                present.add(new Present(
                        new ProfileId(row.getObject("id", UUID.class)),
                        row.getLong("version"),
                        micros(row, "first_seen_at", Micros.NEVER),
                        micros(row, "last_seen_at", Micros.ALWAYS),
                        row.getLong("told_by"),
                        row.getLong("here")));
            }
        }
        return present;
    }

    /** Those of some transactions that were committed. */
    public Set<Long> committed(Set<Long> transactions) throws SQLException {
        Set<Long> committed = new HashSet<>();
        try (Columns read = new Columns(connection, COMMITTED).longs(transactions, id -> id)) {
            ResultSet row = read.query();
            while (row.next()) {
                committed.add(row.getLong(1));
            }
        }
        return committed;
    }

    /**
     * What was told of a profile.
     *
     * @param until up to which instant memberships are told, ALWAYS if nothing was
     * @param firstSeen the first event known then
     * @param due an instant up to which none of them changes, NEVER if none does
     * @param since in which versions it is
     */
    public record Standing(long until, long firstSeen, long due, Map<Integer, Long> since) {

        public static final Standing NOTHING = new Standing(Micros.ALWAYS, Micros.NEVER, Micros.NEVER, Map.of());
    }

    /** Of those of whom something was told. */
    public Map<ProfileId, Standing> read(Collection<ProfileId> profiles) throws SQLException {
        Map<UUID, Map<Integer, Long>> since = memberships(profiles);
        Map<ProfileId, Standing> standings = new HashMap<>();
        try (Columns read = new Columns(connection, TOLD).uuids(profiles, ProfileId::value)) {
            ResultSet row = read.query();
            while (row.next()) {
                UUID id = row.getObject("profile_id", UUID.class);
                standings.put(
                        new ProfileId(id),
                        new Standing(
                                micros(row, "told_until", Micros.ALWAYS),
                                micros(row, "first_seen", Micros.NEVER),
                                micros(row, "due_at", Micros.NEVER),
                                since.getOrDefault(id, Map.of())));
            }
        }
        return standings;
    }

    private static long micros(ResultSet row, String column, long none) throws SQLException {
        Instant time = Columns.time(row, column);
        return time == null ? none : Micros.of(time);
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

    /** What is told now of a profile: up to when, and up to which instant none of it changes. */
    public record Told(ProfileId profile, long until, long firstSeen, long due) {}

    public void tell(List<Told> told) throws SQLException {
        try (Columns write = new Columns(connection, TELL)
                .uuids(told, row -> row.profile().value())
                .longs(told, Told::until)
                .longs(told, row -> orNull(row.firstSeen()))
                .longs(told, row -> orNull(row.due()))) {
            write.update();
        }
    }

    private static Long orNull(long instant) {
        return instant == Micros.NEVER ? null : Long.valueOf(instant);
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
