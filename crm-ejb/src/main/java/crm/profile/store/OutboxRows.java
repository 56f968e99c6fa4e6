package crm.profile.store;

import crm.platform.service.Columns;
import crm.profile.entity.ProfileId;
import crm.profile.entity.ProfileShard;
import crm.profile.entity.RelayStatus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Which profiles are yet to be published, and who publishes them. A trigger leaves a row for every change of a profile,
 * in the transaction of the change, so whoever sees the row sees the profile at that version or a later one.
 */
public final class OutboxRows {

    /** All statements of a transaction see the same, and none reads the whole outbox because it was empty lately. */
    private static final String SNAPSHOT =
            "set transaction isolation level repeatable read; set local enable_seqscan = off";

    private static final String DUE = """
            select shard from profile_relay r
             where (holder = ? or held_until < now())
               and (under_way <> '{}'
                    or exists (select from profile_outbox o where o.profile_id between r.first_id and r.last_id))
             order by shard""";
    private static final String CLAIM = """
            update profile_relay set holder = ?, held_until = now() + interval '15 seconds', epoch = epoch + 1
             where shard = ? and (holder = ? or held_until < now())
            returning epoch""";
    private static final String KEEP = """
            update profile_relay set held_until = now() + interval '15 seconds'
             where shard = ? and epoch = ?
            returning batch, under_way, first_id, last_id, went_to""";
    private static final String RELEASE = "update profile_relay set held_until = '-infinity' where holder = ?";

    /** In the order of ids, round after round: all come to their turn, and many changes of one are one. */
    private static final String UP_TO = " ? and profile_id <= ? order by profile_id limit ?";

    private static final String FROM = "select distinct profile_id from profile_outbox where profile_id >=" + UP_TO;
    private static final String AFTER = "select distinct profile_id from profile_outbox where profile_id >" + UP_TO;
    /** Of a profile that is gone all rows are, whatever they say. */
    private static final String TAKE = """
            delete from profile_outbox o using unnest(?::uuid[], ?::int8[]) as k (id, version)
             where o.profile_id = k.id and (o.version <= k.version or k.version = 0)
            returning o.profile_id, o.trace""";

    private static final String SENT = """
            update profile_relay
               set under_way = '{}', published = published + cardinality(under_way), published_at = now()
             where shard = ? and epoch = ? and under_way <> '{}'""";
    private static final String BEGIN = """
            update profile_relay set batch = ?, under_way = ?, went_to = ? where shard = ? and epoch = ?""";
    private static final String WITHHOLD = """
            update profile_relay set under_way = array_remove(under_way, ?) where shard = ? and epoch = ?""";
    private static final String STATUS = """
            select o.n, o.since, r.published_at, r.published
              from (select count(*) as n, min(at) as since
                      from (select at from profile_outbox limit ?) as counted) as o,
                   (select max(published_at) as published_at, sum(published)::int8 as published from profile_relay) as r""";

    private final Connection connection;

    public OutboxRows(Connection connection) {
        this.connection = connection;
    }

    /**
     * A shard as its owner finds it.
     *
     * @param batch number of the last batch
     * @param underWay profiles of that batch, none if it is known to have been sent
     * @param wentTo where that batch ended
     */
    public record Shard(long batch, List<ProfileId> underWay, ProfileId first, ProfileId last, ProfileId wentTo) {}

    /** The transaction sees one snapshot; its first statement. */
    public OutboxRows inOneSnapshot() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(SNAPSHOT);
        }
        return this;
    }

    /** Shards with something to publish that this node has or may take. */
    public List<Integer> due(String node) throws SQLException {
        List<Integer> shards = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(DUE)) {
            select.setString(1, node);
            ResultSet row = select.executeQuery();
            while (row.next()) {
                shards.add(row.getInt(1));
            }
        }
        return shards;
    }

    /** Ends what any earlier claim allows; empty where another node has the shard. */
    public Optional<ProfileShard> claim(String node, int shard) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(CLAIM)) {
            update.setString(1, node);
            update.setInt(2, shard);
            update.setString(3, node);
            ResultSet row = update.executeQuery();
            return row.next() ? Optional.of(new ProfileShard(shard, row.getLong(1))) : Optional.empty();
        }
    }

    /** Another node may have them at once. */
    public void release(String node) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(RELEASE)) {
            update.setString(1, node);
            update.executeUpdate();
        }
    }

    /** Locks it until the transaction ends; empty if somebody else has claimed it. */
    public Optional<Shard> keep(ProfileShard claimed) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(KEEP)) {
            bind(update, 1, claimed);
            ResultSet row = update.executeQuery();
            return row.next() ? Optional.of(shard(row)) : Optional.empty();
        }
    }

    private static Shard shard(ResultSet row) throws SQLException {
        return new Shard(
                row.getLong("batch"),
                Arrays.stream((UUID[]) row.getArray("under_way").getArray())
                        .map(ProfileId::new)
                        .toList(),
                ProfileIds.read(row, "first_id"),
                ProfileIds.read(row, "last_id"),
                ProfileIds.read(row, "went_to"));
    }

    /** Profiles of a shard that have changed, by id. */
    public List<ProfileId> changed(Shard shard, int most) throws SQLException {
        return changed(FROM, shard.first(), shard.last(), most);
    }

    /** Those of them that come after where the last batch ended. */
    public List<ProfileId> changedAfter(Shard shard, int most) throws SQLException {
        return changed(AFTER, shard.wentTo(), shard.last(), most);
    }

    private List<ProfileId> changed(String sql, ProfileId beginning, ProfileId last, int most) throws SQLException {
        List<ProfileId> changed = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, beginning.value());
            select.setObject(2, last.value());
            select.setInt(3, most);
            ResultSet row = select.executeQuery();
            while (row.next()) {
                changed.add(ProfileIds.read(row, "profile_id"));
            }
        }
        return changed;
    }

    /**
     * Takes the changes that these versions have in them; those that come later stay.
     *
     * @param versions by profile, 0 for one that is gone
     * @return the spans that made them, where they are known
     */
    public Map<ProfileId, String> take(Map<ProfileId, Long> versions) throws SQLException {
        Map<ProfileId, String> traces = new HashMap<>();
        try (Columns take = new Columns(connection, TAKE)
                .uuids(versions.keySet(), ProfileId::value)
                .longs(versions.values(), version -> version)) {
            ResultSet row = take.query();
            while (row.next()) {
                String trace = row.getString("trace");
                if (trace != null) {
                    traces.put(ProfileIds.read(row, "profile_id"), trace);
                }
            }
        }
        return traces;
    }

    /** The batch under way is known to have been sent. */
    public void sent(ProfileShard claimed) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(SENT)) {
            bind(update, 1, claimed);
            update.executeUpdate();
        }
    }

    /** A batch of these profiles is about to be sent. */
    public void begin(ProfileShard claimed, long batch, Collection<ProfileId> profiles, ProfileId wentTo)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(BEGIN)) {
            update.setLong(1, batch);
            update.setArray(
                    2,
                    connection.createArrayOf(
                            "uuid", profiles.stream().map(ProfileId::value).toArray()));
            update.setObject(3, wentTo.value());
            bind(update, 4, claimed);
            update.executeUpdate();
        }
    }

    /** Leaves one out of the batch under way; its next change is tried again. */
    public void withhold(ProfileShard claimed, ProfileId profile) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(WITHHOLD)) {
            update.setObject(1, profile.value());
            bind(update, 2, claimed);
            update.executeUpdate();
        }
    }

    public RelayStatus status() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(STATUS)) {
            select.setInt(1, RelayStatus.MANY);
            ResultSet row = select.executeQuery();
            row.next();
            return new RelayStatus(
                    row.getLong("n"),
                    Optional.ofNullable(Columns.time(row, "since")),
                    Optional.ofNullable(Columns.time(row, "published_at")),
                    row.getLong("published"));
        }
    }

    private static void bind(PreparedStatement statement, int first, ProfileShard claimed) throws SQLException {
        statement.setInt(first, claimed.number());
        statement.setLong(first + 1, claimed.epoch());
    }
}
