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
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Held keys as operators see them. */
final class HeldKeyViews {

    private static final String KEYS = """
            select k.id, k.group_id, k.topic, k.person_id, k.content, k.since, d.id as letter, k.paused_by,
                   s.next_offset, s.end_offset, coalesce(s.partition, d.partition, (
                        select r.partition from held_record r
                         where r.key_id = k.id order by r.partition, r.record_offset limit 1)) as partition,
                   (select count(*) from held_record r where r.key_id = k.id) as waiting
              from held_key k left join dead_letter d on d.id = k.letter_id and d.state = 'open'
              left join sought_key s on s.key_id = k.id
            """;
    private static final String NEWEST =
            KEYS + "where k.id < ? and (?::text is null or k.group_id = ?) order by k.id desc limit ?";
    private static final String ONE = KEYS + "where k.id = ?";

    /** Something of it changes with each key and record that comes or goes. */
    private static final String SIGNS = """
            select k.group_id, concat_ws(' ', count(distinct k.id), max(k.id), count(k.paused_by), count(d.id), count(r.id),
                   min(r.id), max(r.id), sum(s.next_offset)) as sign
              from held_key k left join held_record r on r.key_id = k.id left join sought_key s on s.key_id = k.id
              left join dead_letter d on d.id = k.letter_id and d.state = 'open'
             where k.group_id = any (?) group by k.group_id
            """;

    private final Connection connection;
    private final LetterSeals seals;

    HeldKeyViews(Connection connection, LetterSeals seals) {
        this.connection = connection;
        this.seals = seals;
    }

    /** Those with a smaller id than this, of one group or of all. */
    List<HeldKey> newest(Optional<String> group, long before, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(NEWEST)) {
            select.setLong(1, before);
            select.setString(2, group.orElse(null));
            select.setString(3, group.orElse(null));
            select.setInt(4, limit);
            return opened(select.executeQuery());
        }
    }

    Optional<HeldKey> one(long id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ONE)) {
            select.setLong(1, id);
            return opened(select.executeQuery()).stream().findFirst();
        }
    }

    Map<String, String> signs(Collection<String> groups) throws SQLException {
        Map<String, String> signs = new HashMap<>();
        try (Columns select = new Columns(connection, SIGNS).texts(groups, group -> group)) {
            ResultSet row = select.query();
            while (row.next()) {
                signs.put(row.getString(1), row.getString(2));
            }
        }
        return signs;
    }

    private List<HeldKey> opened(ResultSet row) throws SQLException {
        List<HeldKey> keys = new ArrayList<>();
        List<SealedContent> sealed = new ArrayList<>();
        while (row.next()) {
            keys.add(key(row));
            sealed.add(new SealedContent(
                    Optional.ofNullable(row.getObject("person_id", UUID.class)), row.getBytes("content")));
        }
        List<Optional<RecordContent>> contents = seals.open(connection, sealed);
        List<HeldKey> opened = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            opened.add(keys.get(i).named(contents.get(i)));
        }
        return opened;
    }

    private static HeldKey key(ResultSet row) throws SQLException {
        return new HeldKey(
                row.getLong("id"),
                row.getString("group_id"),
                row.getString("topic"),
                Optional.empty(),
                Optional.ofNullable(row.getObject("partition", Integer.class)),
                Columns.time(row, "since"),
                Optional.ofNullable(row.getObject("letter", Long.class)),
                Optional.ofNullable(row.getString("paused_by")),
                again(row),
                row.getLong("waiting"));
    }

    private static Optional<HeldKey.Again> again(ResultSet row) throws SQLException {
        Long next = row.getObject("next_offset", Long.class);
        return next == null ? Optional.empty() : Optional.of(new HeldKey.Again(next, row.getLong("end_offset")));
    }
}
