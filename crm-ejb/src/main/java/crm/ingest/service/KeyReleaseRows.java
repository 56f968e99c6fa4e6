package crm.ingest.service;

import crm.ingest.entity.HeldRecord;
import crm.ingest.entity.RecordContent;
import crm.ingest.entity.SealedContent;
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

/**
 * The tables of held keys and of what waits behind them, as those see it who let a key go. They take its row whole, so that
 * batches which meet the key wait for the end of that; {@link HeldKeyRows} is the other side.
 */
final class KeyReleaseRows {

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
    /** While records are read again, those before them only. */
    private static final String FIRST = """
            select r.id, k.topic, r.topic_id, r.partition, r.record_offset, r.produced_at, r.person_id, r.content
              from held_record r join held_key k on k.id = r.key_id left join sought_key s on s.key_id = k.id
             where r.key_id = ? and (s.key_id is null or (r.topic_id = s.topic_id and r.partition = s.partition
                   and r.record_offset < s.next_offset))
             order by r.partition, r.record_offset, r.id limit ?
            """;

    private static final String GONE = "delete from held_record where id = any (?)";
    private static final String RELEASE = """
            delete from held_key k
             where k.id = ? and not exists (select from held_record r where r.key_id = k.id)
               and not exists (select from sought_key s where s.key_id = k.id)
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

    KeyReleaseRows(Connection connection, LetterSeals seals) {
        this.connection = connection;
        this.seals = seals;
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
