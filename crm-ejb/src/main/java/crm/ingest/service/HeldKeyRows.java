package crm.ingest.service;

import crm.ingest.entity.Delivery;
import crm.ingest.entity.KeyHash;
import crm.ingest.entity.RecordContent;
import crm.ingest.entity.SealedContent;
import crm.ingest.entity.SoughtKey;
import crm.platform.service.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The tables of held keys and of what waits behind them, as those see it who hold. {@link KeyReleaseRows} is the other side. A
 * batch locks the keys it meets after its positions and before anything of its handler's, in the order of their names, and
 * shares them with others; so nothing is put behind a key that somebody is just giving free.
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

    /** The row stays as it is where there is one, and is locked against whoever lets it go. */
    private static final String KEEP = """
            insert into held_key (group_id, topic, key_hash, person_id, content)
            values (?, ?, ?, ?::uuid, ?)
            on conflict (group_id, topic, key_hash) do update set since = held_key.since
            returning id
            """;

    private static final String PAUSE_ONE = "update held_key set paused_by = coalesce(paused_by, ?) where id = ?";
    private static final String UNPAUSE_ONE = "update held_key set paused_by = null where id = ?";
    private static final String LET_GO = "update held_key set paused_by = null, letter_id = null where id = ?";

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

    /** Puts records that were read again behind their key. */
    void again(SoughtKey sought, List<Delivery> found) throws SQLException {
        append(sought.group(), found, Map.of(sought.hash(), sought.key()));
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

    /** Holds a key for what is about to be put behind it; its id. */
    long keep(String group, String topic, byte[] key) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(KEEP)) {
            bindKey(insert, group, KeyHash.of(topic, key), sealed(key));
            ResultSet row = insert.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }

    void pause(long key, String by) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(PAUSE_ONE)) {
            update.setString(1, by);
            update.setLong(2, key);
            update.executeUpdate();
        }
    }

    void resume(long key) throws SQLException {
        change(UNPAUSE_ONE, key);
    }

    /** Neither somebody nor a letter holds it any more. */
    void letGo(long key) throws SQLException {
        change(LET_GO, key);
    }

    private void change(String sql, long key) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, key);
            update.executeUpdate();
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
}
