package crm.ingest.service;

import crm.ingest.entity.KeyHash;
import crm.ingest.entity.KeySeek;
import crm.ingest.entity.KeyStand;
import crm.ingest.entity.PartitionId;
import crm.ingest.entity.SoughtKey;
import crm.platform.service.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** The table of what is read again for keys, and what of it concerns positions and what waits. */
final class SoughtKeyRows {

    /** A key for which that many wait that have been read again is not read on for until some of them are applied. */
    static final int MOST_WAITING = 1000;

    private static final String POSITION =
            "select topic_id, next_offset from consumer_position where group_id = ? and topic = ? and partition = ?";

    /** Whoever has a batch of it under way ends first, or finds out, and sees from then on that the key is held. */
    private static final String FENCE = """
            update consumer_position set epoch = epoch + 1, updated_at = now()
             where group_id = ? and topic = ? and partition = ?
            """;

    private static final String HELD = """
            select k.id, s.next_offset, s.end_offset, (
                    select min(r.record_offset) from held_record r
                     where r.key_id = k.id and r.topic_id = ? and r.partition = ?) as first
              from held_key k left join sought_key s on s.key_id = k.id and s.topic_id = ? and s.partition = ?
             where k.group_id = ? and k.topic = ? and k.key_hash = ?
            """;

    private static final String BEGIN = """
            insert into sought_key (key_id, topic_id, partition, next_offset, end_offset) values (?, ?, ?, ?, ?)
            on conflict (key_id) do update set topic_id = excluded.topic_id, partition = excluded.partition,
               next_offset = excluded.next_offset, end_offset = excluded.end_offset
            """;

    private static final String OPEN = """
            select s.key_id, k.group_id, k.topic, k.key_hash, s.topic_id, s.partition, s.next_offset, s.end_offset
              from sought_key s join held_key k on k.id = s.key_id
             where k.group_id = any (?) and (
                select count(*) from (
                    select from held_record r
                     where r.key_id = s.key_id and r.partition = s.partition and r.record_offset < s.next_offset
                     limit %d) as waiting) < %d
             order by s.key_id limit 100
            """.formatted(MOST_WAITING, MOST_WAITING);

    private static final String SAME = """
            select s.key_id from held_key k join sought_key s on s.key_id = k.id
             where k.id = ? and s.topic_id = ? and s.partition = ? and s.next_offset = ? and s.end_offset = ?
               for no key update
            """;

    private static final String ADVANCE =
            "update sought_key set next_offset = greatest(next_offset, ?) where key_id = ? and end_offset > ?";
    private static final String END = "delete from sought_key where key_id = ? and end_offset <= ?";
    private static final String COUNT = """
            select count(*) from held_record
             where key_id = ? and topic_id = ? and partition = ? and record_offset < ?
            """;
    private static final String DROP =
            "delete from held_record where key_id = ? and topic_id = ? and partition = ? and record_offset < ?";

    private final Connection connection;
    private final String group;

    SoughtKeyRows(Connection connection, String group) {
        this.connection = connection;
        this.group = group;
    }

    /** Where the group stands with a key; empty while it has no position in the partition. */
    Optional<KeyStand> stand(KeyHash key, PartitionId partition) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(POSITION)) {
            bind(select, 1, partition);
            ResultSet row = select.executeQuery();
            if (!row.next()) {
                return Optional.empty();
            }
            return Optional.of(stand(key, partition, row.getObject(1, UUID.class), row.getLong(2)));
        }
    }

    private KeyStand stand(KeyHash key, PartitionId partition, UUID topicId, long position) throws SQLException {
        try (PreparedStatement select = held(key, partition, topicId, "")) {
            ResultSet row = select.executeQuery();
            if (!row.next()) {
                return new KeyStand(topicId, position, OptionalLong.empty(), Optional.empty());
            }
            Long first = row.getObject("first", Long.class);
            Long next = row.getObject("next_offset", Long.class);
            Optional<SoughtKey> again = next == null
                    ? Optional.empty()
                    : Optional.of(new SoughtKey(
                            row.getLong("id"), group, key, topicId, partition, next, row.getLong("end_offset")));
            return new KeyStand(
                    topicId, position, first == null ? OptionalLong.empty() : OptionalLong.of(first), again);
        }
    }

    private PreparedStatement held(KeyHash key, PartitionId partition, UUID topicId, String lock) throws SQLException {
        PreparedStatement select = connection.prepareStatement(HELD + lock);
        select.setObject(1, topicId);
        select.setInt(2, partition.partition());
        select.setObject(3, topicId);
        select.setInt(4, partition.partition());
        select.setString(5, group);
        select.setString(6, key.topic());
        select.setObject(7, key.hash());
        return select;
    }

    private void bind(PreparedStatement statement, int first, PartitionId partition) throws SQLException {
        statement.setString(first, group);
        statement.setString(first + 1, partition.topic());
        statement.setInt(first + 2, partition.partition());
    }

    /** Until the transaction ends nothing of this partition is applied, and what is under way is fenced. */
    void fence(PartitionId partition) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(FENCE)) {
            bind(update, 1, partition);
            update.executeUpdate();
        }
    }

    /** The row of a held key; empty where it is not held. */
    OptionalLong find(KeyHash key, PartitionId partition, UUID topicId) throws SQLException {
        return find(key, partition, topicId, "");
    }

    /** The same, locked against whoever lets it go. */
    OptionalLong lock(KeyHash key, PartitionId partition, UUID topicId) throws SQLException {
        return find(key, partition, topicId, "for no key update of k");
    }

    private OptionalLong find(KeyHash key, PartitionId partition, UUID topicId, String lock) throws SQLException {
        try (PreparedStatement select = held(key, partition, topicId, lock)) {
            ResultSet row = select.executeQuery();
            return row.next() ? OptionalLong.of(row.getLong("id")) : OptionalLong.empty();
        }
    }

    /** From now on what lies between is read again and put behind the key. */
    void begin(long key, KeySeek seek, KeyStand stand) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(BEGIN)) {
            insert.setLong(1, key);
            insert.setObject(2, stand.topicId());
            insert.setInt(3, seek.partition().partition());
            insert.setLong(4, seek.to());
            insert.setLong(5, stand.position());
            insert.executeUpdate();
        }
    }

    /** Those for which there is something to read, of any of these groups. */
    static List<SoughtKey> open(Connection connection, Collection<String> groups) throws SQLException {
        List<SoughtKey> open = new ArrayList<>();
        try (Columns select = new Columns(connection, OPEN).texts(groups, group -> group)) {
            ResultSet row = select.query();
            while (row.next()) {
                KeyHash hash = new KeyHash(row.getString("topic"), row.getObject("key_hash", UUID.class));
                open.add(new SoughtKey(
                        row.getLong("key_id"),
                        row.getString("group_id"),
                        hash,
                        row.getObject("topic_id", UUID.class),
                        new PartitionId(hash.topic(), row.getInt("partition")),
                        row.getLong("next_offset"),
                        row.getLong("end_offset")));
            }
        }
        return open;
    }

    /** Locks the key until the transaction ends; false where it stands elsewhere by now. */
    boolean isStill(SoughtKey seen) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SAME)) {
            select.setLong(1, seen.key());
            select.setObject(2, seen.topicId());
            select.setInt(3, seen.partition().partition());
            select.setLong(4, seen.next());
            select.setLong(5, seen.end());
            return select.executeQuery().next();
        }
    }

    /** All before this offset is behind the key, or is not wanted any more. */
    void advance(long key, long next) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(ADVANCE)) {
            update.setLong(1, next);
            update.setLong(2, key);
            update.setLong(3, next);
            update.executeUpdate();
        }
        try (PreparedStatement delete = connection.prepareStatement(END)) {
            delete.setLong(1, key);
            delete.setLong(2, next);
            delete.executeUpdate();
        }
    }

    /** How many wait before this offset. */
    long count(long key, UUID topicId, KeySeek seek) throws SQLException {
        try (PreparedStatement select = before(COUNT, key, topicId, seek)) {
            ResultSet row = select.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }

    /** They wait no longer; says how many. */
    long drop(long key, UUID topicId, KeySeek seek) throws SQLException {
        try (PreparedStatement delete = before(DROP, key, topicId, seek)) {
            return delete.executeUpdate();
        }
    }

    private PreparedStatement before(String sql, long key, UUID topicId, KeySeek seek) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setLong(1, key);
        statement.setObject(2, topicId);
        statement.setInt(3, seek.partition().partition());
        statement.setLong(4, seek.to());
        return statement;
    }
}
