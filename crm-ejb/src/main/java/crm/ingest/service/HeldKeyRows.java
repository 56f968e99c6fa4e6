package crm.ingest.service;

import crm.ingest.entity.Delivery;
import crm.ingest.entity.HeldRecord;
import crm.ingest.entity.KeyHash;
import crm.ingest.entity.RecordContent;
import crm.ingest.entity.SealedContent;
import crm.platform.service.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The tables of held keys and of what waits behind them. A batch locks the keys it meets after its positions and before
 * anything of its handler's, in the order of their names, and shares them with others; so nothing is put behind a key that
 * somebody is just giving free.
 */
final class HeldKeyRows {

    private static final String MET = """
            select k.id, k.topic, k.key_hash
              from held_key k join unnest(?, ?) as b (topic, key_hash) on k.topic = b.topic and k.key_hash = b.key_hash
             where k.group_id = ?
             order by k.topic, k.key_hash
               for key share of k
            """;

    /** What became a dead letter at that place was decided there: it does not come again behind itself. */
    private static final String APPEND = """
            insert into held_record (key_id, topic_id, partition, record_offset, produced_at, person_id, content)
            select p.key_id, p.topic_id, p.partition, p.record_offset, p.produced_at::timestamptz, p.person_id, p.content
              from (values (?, ?, ?, ?, ?, ?::uuid, ?))
                as p (key_id, topic_id, partition, record_offset, produced_at, person_id, content)
             where not exists (
                select from dead_letter d
                 where d.group_id = ? and d.topic_id = p.topic_id and d.partition = p.partition
                   and d.record_offset = p.record_offset)
            on conflict do nothing
            """;

    /** A letter that somebody has settled before does not hold its key when its record comes again. */
    private static final String HOLD = """
            insert into held_key (group_id, topic, key_hash, person_id, content, letter_id)
            select ?, ?, ?, ?::uuid, ?, d.id
              from dead_letter d
             where d.group_id = ? and d.topic_id = ? and d.partition = ? and d.record_offset = ? and d.state = 'open'
            on conflict (group_id, topic, key_hash) do update
               set letter_id = coalesce(held_key.letter_id, excluded.letter_id)
            """;

    private static final String PAUSE = """
            insert into held_key (group_id, topic, key_hash, person_id, content, paused_by)
            values (?, ?, ?, ?::uuid, ?, ?)
            on conflict (group_id, topic, key_hash) do update set paused_by = excluded.paused_by
            """;

    private static final String UNPAUSE = """
            update held_key set paused_by = null
             where group_id = ? and topic = ? and key_hash = ? and paused_by is not null
            """;

    /** What stands still as a whole keeps what waits in it waiting, too. */
    private static final String FLOWS = """
            not exists (
                select from hold h
                 where h.group_id = k.group_id and (h.topic = '' or h.topic = k.topic)
                   and (h.partition = -1 or exists (
                        select from held_record r where r.key_id = k.id and r.partition = h.partition)))
            """;

    private static final String FREE = """
            select k.id from held_key k left join dead_letter d on d.id = k.letter_id
             where k.group_id = any (?) and k.paused_by is null and d.state is distinct from 'open' and %s
             order by k.id limit 1000
            """.formatted(FLOWS);

    private static final String TAKE = "select k.letter_id from held_key k where k.id = ? and k.paused_by is null and "
            + FLOWS + " for update of k";
    private static final String OPEN = "select exists (select from dead_letter where id = ? and state = 'open')";
    private static final String FIRST = """
            select r.id, k.topic, r.topic_id, r.partition, r.record_offset, r.produced_at, r.person_id, r.content
              from held_record r join held_key k on k.id = r.key_id
             where r.key_id = ? order by r.partition, r.record_offset, r.id limit ?
            """;

    private static final String GONE = "delete from held_record where id = any (?)";
    private static final String RELEASE = """
            delete from held_key k where k.id = ? and not exists (select from held_record r where r.key_id = k.id)
            """;
    private static final String HEAD = """
            update held_key set letter_id = (
                select d.id from dead_letter d
                 where d.group_id = held_key.group_id and d.topic_id = ? and d.partition = ? and d.record_offset = ?
                   and d.state = 'open')
             where id = ?
            """;

    private final Connection connection;
    private final LetterSeals seals;

    HeldKeyRows(Connection connection, LetterSeals seals) {
        this.connection = connection;
        this.seals = seals;
    }

    /** Those of the deliveries whose key is held, put behind it in their order. */
    List<Delivery> divert(String group, Collection<Delivery> deliveries) throws SQLException {
        Map<KeyHash, Long> held = met(group, deliveries);
        if (held.isEmpty()) {
            return List.of();
        }
        List<Delivery> diverted = deliveries.stream()
                .filter(delivery -> held.containsKey(KeyHash.of(delivery).orElse(null)))
                .toList();
        append(group, diverted, held);
        return diverted;
    }

    private Map<KeyHash, Long> met(String group, Collection<Delivery> deliveries) throws SQLException {
        TreeSet<KeyHash> keys = new TreeSet<>();
        deliveries.forEach(delivery -> KeyHash.of(delivery).ifPresent(keys::add));
        Map<KeyHash, Long> held = new HashMap<>();
        if (keys.isEmpty()) {
            return held;
        }
        try (Columns statement = new Columns(connection, MET)
                .texts(keys, KeyHash::topic)
                .uuids(keys, KeyHash::hash)
                .value(group)) {
            ResultSet row = statement.query();
            while (row.next()) {
                held.put(new KeyHash(row.getString(2), row.getObject(3, UUID.class)), row.getLong(1));
            }
        }
        return held;
    }

    private void append(String group, List<Delivery> diverted, Map<KeyHash, Long> held) throws SQLException {
        List<SealedContent> contents =
                seals.seal(connection, diverted.stream().map(RecordContent::of).toList());
        try (PreparedStatement insert = connection.prepareStatement(APPEND)) {
            for (int i = 0; i < diverted.size(); i++) {
                Delivery delivery = diverted.get(i);
                insert.setLong(1, held.get(KeyHash.of(delivery).orElseThrow()));
                insert.setObject(2, delivery.topicId());
                insert.setInt(3, delivery.partition());
                insert.setLong(4, delivery.offset());
                insert.setString(5, delivery.timestamp().toString());
                insert.setObject(6, contents.get(i).person().orElse(null), Types.OTHER);
                insert.setBytes(7, contents.get(i).bytes());
                insert.setString(8, group);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Holds the keys of deliveries that have just been parked; says how many keys those are. */
    int hold(String group, Collection<Delivery> parked) throws SQLException {
        int held = 0;
        for (Delivery delivery : parked) {
            if (delivery.key() != null) {
                held += hold(group, delivery);
            }
        }
        return held;
    }

    private int hold(String group, Delivery delivery) throws SQLException {
        KeyHash key = KeyHash.of(delivery).orElseThrow();
        SealedContent sealed = sealed(delivery.key());
        try (PreparedStatement insert = connection.prepareStatement(HOLD)) {
            bindKey(insert, group, key, sealed);
            insert.setString(6, group);
            insert.setObject(7, delivery.topicId());
            insert.setInt(8, delivery.partition());
            insert.setLong(9, delivery.offset());
            return insert.executeUpdate();
        }
    }

    private SealedContent sealed(byte[] key) throws SQLException {
        return seals.seal(connection, new RecordContent(key, null, List.of()));
    }

    private static void bindKey(PreparedStatement insert, String group, KeyHash key, SealedContent sealed)
            throws SQLException {
        insert.setString(1, group);
        insert.setString(2, key.topic());
        insert.setObject(3, key.hash());
        insert.setObject(4, sealed.person().orElse(null), Types.OTHER);
        insert.setBytes(5, sealed.bytes());
    }

    void pause(String group, String topic, byte[] key, String by) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(PAUSE)) {
            bindKey(insert, group, KeyHash.of(topic, key), sealed(key));
            insert.setString(6, by);
            insert.executeUpdate();
        }
    }

    /** False where nobody held it. */
    boolean resume(String group, String topic, byte[] key) throws SQLException {
        KeyHash hash = KeyHash.of(topic, key);
        try (PreparedStatement update = connection.prepareStatement(UNPAUSE)) {
            update.setString(1, group);
            update.setString(2, hash.topic());
            update.setObject(3, hash.hash());
            return update.executeUpdate() > 0;
        }
    }

    /** Keys of these groups that nothing holds any more but that still have a row, the oldest first. */
    List<Long> free(Collection<String> groups) throws SQLException {
        List<Long> free = new ArrayList<>();
        try (Columns select = new Columns(connection, FREE).texts(groups, group -> group)) {
            ResultSet row = select.query();
            while (row.next()) {
                free.add(row.getLong(1));
            }
        }
        return free;
    }

    /** Those of a letter: one at most. */
    OptionalLong behind(long letter) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select id from held_key where letter_id = ?")) {
            select.setLong(1, letter);
            ResultSet row = select.executeQuery();
            return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
        }
    }

    /** Locks a key until the transaction ends; false where something holds it, or it is gone. */
    boolean take(long key) throws SQLException {
        Long letter;
        try (PreparedStatement select = connection.prepareStatement(TAKE)) {
            select.setLong(1, key);
            ResultSet row = select.executeQuery();
            if (!row.next()) {
                return false;
            }
            letter = row.getObject(1, Long.class);
        }
        // By a statement of its own, begun after the lock was there.
        return letter == null || !isOpen(letter);
    }

    private boolean isOpen(long letter) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OPEN)) {
            select.setLong(1, letter);
            ResultSet row = select.executeQuery();
            row.next();
            return row.getBoolean(1);
        }
    }

    /** Which group a key is held for. */
    Optional<String> group(long key) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select group_id from held_key where id = ?")) {
            select.setLong(1, key);
            ResultSet row = select.executeQuery();
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }

    /** The first that wait. Those of people who were erased are let go here. */
    List<HeldRecord> first(long key, int count) throws SQLException {
        List<SealedContent> sealed = new ArrayList<>();
        List<HeldRecord> records = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(FIRST)) {
            select.setLong(1, key);
            select.setInt(2, count);
            ResultSet row = select.executeQuery();
            while (row.next()) {
                records.add(new HeldRecord(
                        row.getLong(1),
                        row.getString(2),
                        row.getObject(3, UUID.class),
                        row.getInt(4),
                        row.getLong(5),
                        Columns.time(row, "produced_at"),
                        new RecordContent(null, null, List.of())));
                sealed.add(new SealedContent(Optional.ofNullable(row.getObject(7, UUID.class)), row.getBytes(8)));
            }
        }
        return opened(records, sealed);
    }

    private List<HeldRecord> opened(List<HeldRecord> records, List<SealedContent> sealed) throws SQLException {
        List<Optional<RecordContent>> contents = seals.open(connection, sealed);
        List<HeldRecord> opened = new ArrayList<>();
        List<Long> erased = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            HeldRecord one = records.get(i);
            if (contents.get(i).isPresent()) {
                opened.add(new HeldRecord(
                        one.id(),
                        one.topic(),
                        one.topicId(),
                        one.partition(),
                        one.offset(),
                        one.producedAt(),
                        contents.get(i).get()));
            } else {
                erased.add(one.id());
            }
        }
        gone(erased);
        return opened;
    }

    /** They wait no longer. */
    void gone(Collection<Long> records) throws SQLException {
        if (records.isEmpty()) {
            return;
        }
        try (PreparedStatement delete = connection.prepareStatement(GONE)) {
            delete.setArray(1, connection.createArrayOf("int8", records.toArray()));
            delete.executeUpdate();
        }
    }

    /** Lets the key go if nothing waits behind it; true if it did. */
    boolean release(long key) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(RELEASE)) {
            delete.setLong(1, key);
            return delete.executeUpdate() > 0;
        }
    }

    /** The record that has just been parked is what the key waits for now. */
    void head(long key, HeldRecord record) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(HEAD)) {
            update.setObject(1, record.topicId());
            update.setInt(2, record.partition());
            update.setLong(3, record.offset());
            update.setLong(4, key);
            update.executeUpdate();
        }
    }
}
