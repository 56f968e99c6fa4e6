package crm.ingest.service;

import crm.ingest.entity.HeldKey;
import crm.ingest.entity.RecordContent;
import crm.ingest.entity.SealedContent;
import crm.platform.service.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Held keys as operators see them. */
final class HeldKeyViews {

    private static final String NEWEST = """
            select k.id, k.group_id, k.topic, k.person_id, k.content, k.since, d.id as letter, k.paused_by,
                   (select count(*) from held_record r where r.key_id = k.id) as waiting
              from held_key k left join dead_letter d on d.id = k.letter_id and d.state = 'open'
             where k.id < ? order by k.id desc limit ?""";

    private final Connection connection;
    private final LetterSeals seals;

    HeldKeyViews(Connection connection, LetterSeals seals) {
        this.connection = connection;
        this.seals = seals;
    }

    List<HeldKey> newest(long before, int limit) throws SQLException {
        List<HeldKey> keys = new ArrayList<>();
        List<SealedContent> sealed = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(NEWEST)) {
            select.setLong(1, before);
            select.setInt(2, limit);
            ResultSet row = select.executeQuery();
            while (row.next()) {
                keys.add(key(row));
                sealed.add(new SealedContent(
                        Optional.ofNullable(row.getObject("person_id", UUID.class)), row.getBytes("content")));
            }
        }
        List<Optional<RecordContent>> contents = seals.open(connection, sealed);
        List<HeldKey> opened = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            opened.add(with(keys.get(i), contents.get(i)));
        }
        return opened;
    }

    private static HeldKey key(ResultSet row) throws SQLException {
        return new HeldKey(
                row.getLong("id"),
                row.getString("group_id"),
                row.getString("topic"),
                Optional.empty(),
                Columns.time(row, "since"),
                Optional.ofNullable(row.getObject("letter", Long.class)),
                Optional.ofNullable(row.getString("paused_by")),
                row.getLong("waiting"));
    }

    private static HeldKey with(HeldKey key, Optional<RecordContent> content) {
        return new HeldKey(
                key.id(), key.group(), key.topic(), content, key.since(), key.letter(), key.heldBy(), key.waiting());
    }
}
