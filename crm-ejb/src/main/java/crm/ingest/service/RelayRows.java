package crm.ingest.service;

import crm.ingest.entity.RelayStatus;
import crm.ingest.entity.Shard;
import crm.platform.service.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Who publishes what on a topic: shards by the beginning of the ids of profiles, each with one owner at a time, and the
 * batch that each has under way. What is yet to be published is in the outbox of the topic.
 *
 * @param <T> id of what is published
 */
public final class RelayRows<T> {

    /** All statements of a transaction see the same, and none reads the whole outbox because it was empty lately. */
    private static final String SNAPSHOT =
            "set transaction isolation level repeatable read; set local enable_seqscan = off";

    private static final String DUE = """
            select shard from %s r
             where (holder = ? or held_until < now())
               and (under_way <> '{}'
                    or exists (select from %s o where o.profile_id between r.first_id and r.last_id))
             order by shard""";
    private static final String CLAIM = """
            update %s set holder = ?, held_until = now() + interval '15 seconds', epoch = epoch + 1
             where shard = ? and (holder = ? or held_until < now())
            returning epoch""";
    private static final String KEEP = """
            update %s set held_until = now() + interval '15 seconds'
             where shard = ? and epoch = ?
            returning batch, under_way, first_id, last_id, went_to""";
    private static final String RELEASE = "update %s set held_until = '-infinity' where holder = ?";
    private static final String SENT = """
            update %s
               set under_way = '{}', published = published + cardinality(under_way), published_at = now()
             where shard = ? and epoch = ? and under_way <> '{}'""";
    private static final String BEGIN =
            "update %s set batch = ?, under_way = ?, went_to = ? where shard = ? and epoch = ?";
    private static final String WITHHOLD =
            "update %s set under_way = array_remove(under_way, ?) where shard = ? and epoch = ?";
    private static final String STATUS = """
            select o.n, o.since, r.published_at, r.published
              from (select max(published_at) as published_at, sum(published)::int8 as published from %s) as r,
                   (select count(*) as n, min(at) as since from (select at from %s limit ?) as counted) as o""";

    private final Connection connection;
    private final Tables<T> tables;

    public RelayRows(Connection connection, Tables<T> tables) {
        this.connection = connection;
        this.tables = tables;
    }

    /**
     * Where it is kept.
     *
     * @param relay has a row for each shard
     * @param outbox has rows with {@code profile_id} and {@code at}
     * @param type what SQL calls the ids of what is published
     */
    public record Tables<T>(String relay, String outbox, String type, Class<T> ids) {

        private String in(String sql) {
            return sql.formatted(relay, outbox);
        }
    }

    /**
     * A shard as its owner finds it.
     *
     * @param batch number of the last batch
     * @param underWay what is in that batch, nothing if it is known to have been sent
     * @param first the first profile of the shard
     * @param wentTo the profile at which that batch ended
     */
    public record Held<T>(long batch, List<T> underWay, UUID first, UUID last, UUID wentTo) {}

    /** The transaction sees one snapshot; its first statement. */
    public RelayRows<T> inOneSnapshot() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(SNAPSHOT);
        }
        return this;
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        return connection.prepareStatement(tables.in(sql));
    }

    /** Shards with something to publish that this node has or may take. */
    public List<Integer> due(String node) throws SQLException {
        List<Integer> shards = new ArrayList<>();
        try (PreparedStatement select = prepare(DUE)) {
            select.setString(1, node);
            ResultSet row = select.executeQuery();
            while (row.next()) {
                shards.add(row.getInt(1));
            }
        }
        return shards;
    }

    /** Ends what any earlier claim allows; empty where another node has the shard. */
    public Optional<Shard> claim(String node, int shard) throws SQLException {
        try (PreparedStatement update = prepare(CLAIM)) {
            update.setString(1, node);
            update.setInt(2, shard);
            update.setString(3, node);
            ResultSet row = update.executeQuery();
            return row.next() ? Optional.of(new Shard(shard, row.getLong(1))) : Optional.empty();
        }
    }

    /** Another node may have them at once. */
    public void release(String node) throws SQLException {
        try (PreparedStatement update = prepare(RELEASE)) {
            update.setString(1, node);
            update.executeUpdate();
        }
    }

    /** Locks it until the transaction ends; empty if somebody else has claimed it. */
    Optional<Held<T>> keep(Shard claimed) throws SQLException {
        try (PreparedStatement update = prepare(KEEP)) {
            bind(update, 1, claimed);
            ResultSet row = update.executeQuery();
            return row.next() ? Optional.of(held(row)) : Optional.empty();
        }
    }

    private Held<T> held(ResultSet row) throws SQLException {
        return new Held<>(
                row.getLong("batch"),
                Arrays.stream((Object[]) row.getArray("under_way").getArray())
                        .map(tables.ids()::cast)
                        .toList(),
                row.getObject("first_id", UUID.class),
                row.getObject("last_id", UUID.class),
                row.getObject("went_to", UUID.class));
    }

    /** The batch under way is known to have been sent. */
    void sent(Shard claimed) throws SQLException {
        try (PreparedStatement update = prepare(SENT)) {
            bind(update, 1, claimed);
            update.executeUpdate();
        }
    }

    /** A batch of these is about to be sent. */
    void begin(Shard claimed, long batch, List<T> items, UUID wentTo) throws SQLException {
        try (PreparedStatement update = prepare(BEGIN)) {
            update.setLong(1, batch);
            update.setArray(2, connection.createArrayOf(tables.type(), items.toArray()));
            update.setObject(3, wentTo);
            bind(update, 4, claimed);
            update.executeUpdate();
        }
    }

    /** Leaves one out of the batch under way. */
    public void withhold(Shard claimed, T item) throws SQLException {
        try (PreparedStatement update = prepare(WITHHOLD)) {
            update.setObject(1, item);
            bind(update, 2, claimed);
            update.executeUpdate();
        }
    }

    public RelayStatus status() throws SQLException {
        try (PreparedStatement select = prepare(STATUS)) {
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

    private static void bind(PreparedStatement statement, int first, Shard claimed) throws SQLException {
        statement.setInt(first, claimed.number());
        statement.setLong(first + 1, claimed.epoch());
    }
}
