package crm.ingest.service;

import crm.ingest.entity.Delivery;
import crm.ingest.entity.OutboxBatch;
import crm.ingest.entity.RecordContent;
import crm.ingest.entity.Refused;
import crm.ingest.entity.Rejection;
import crm.ingest.entity.SealedContent;
import crm.platform.service.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * The letters that are yet to be published, as one transaction of the database sees them. A batch gets its number and its
 * letters before it is sent and keeps them until it is known to have been; so whoever comes after a crash finds the same
 * batch, and can ask Kafka whether that number was committed.
 */
final class LetterOutbox {

    private static final String LEASE = """
            update dead_letter_outbox set holder = ?, held_until = now() + interval '30 seconds'
             where holder = ? or held_until < now()
            returning batch""";
    private static final String RELEASE = "update dead_letter_outbox set held_until = '-infinity' where holder = ?";
    /** From one topic to the next in the index: every second, however many letters wait. */
    private static final String TOPICS = """
            with recursive waiting as (
              (select topic from dead_letter
                where published_at is null and withheld is null and original is not null
                order by topic limit 1)
              union all
              select (select topic from dead_letter
                       where published_at is null and withheld is null and original is not null
                         and topic > waiting.topic
                       order by topic limit 1)
                from waiting where waiting.topic is not null)
            select topic from waiting where topic is not null""";

    private static final String PENDING = """
            select min(dlt_batch) from dead_letter
             where topic = ? and published_at is null and withheld is null and dlt_batch is not null""";
    /** The order of replays, in which everybody locks letters. */
    private static final String BY_PLACE = " order by group_id, topic_id, partition, record_offset for update))";
    /** The first letter in any case, and others as long as they do not make it too large. */
    private static final String FILL = """
            update dead_letter set dlt_batch = ? where id = any (array(select id from dead_letter where id in (
              select id from (
                select id, row_number() over w as n, sum(octet_length(original)) over w as bytes from (
                  select id, original from dead_letter
                   where topic = ? and published_at is null and withheld is null and original is not null
                     and dlt_batch is null
                   order by id limit 200) as oldest
                window w as (order by id)) as counted
              where n = 1 or bytes < 8388608)""" + BY_PLACE;

    private static final String COUNT_UP = "update dead_letter_outbox set batch = ?";
    private static final String READ = """
            select * from dead_letter
             where topic = ? and dlt_batch = ? and published_at is null and withheld is null order by id""";
    private static final String PUBLISHED = """
            update dead_letter set published_at = now() where id = any (array(
              select id from dead_letter
               where topic = ? and dlt_batch = ? and published_at is null and withheld is null""" + BY_PLACE;
    private static final String WITHHOLD = """
            update dead_letter set withheld = ? where id = any (array(
              select id from dead_letter where id = any (?)""" + BY_PLACE;

    private final Connection connection;
    private final LetterSeals seals;

    LetterOutbox(Connection connection, LetterSeals seals) {
        this.connection = connection;
        this.seals = seals;
    }

    /** Whether this node may publish for the next half minute; with the number of the last batch. */
    Optional<Long> lease(String node) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(LEASE)) {
            update.setString(1, node);
            update.setString(2, node);
            ResultSet row = update.executeQuery();
            return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
        }
    }

    void release(String node) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(RELEASE)) {
            update.setString(1, node);
            update.executeUpdate();
        }
    }

    /** Those that have something to publish. */
    List<String> topics() throws SQLException {
        List<String> topics = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(TOPICS);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                topics.add(row.getString(1));
            }
        }
        return topics;
    }

    /**
     * The batch under way, else a new one; empty where there is nothing left.
     *
     * @param last number given out so far
     * @param committed number of the topic's last batch that Kafka knows; a restored database may have forgotten it
     */
    Optional<OutboxBatch> next(String topic, long last, long committed) throws SQLException {
        Optional<Long> pending = pending(topic);
        long number = pending.orElse(Math.max(last, committed) + 1);
        if (pending.isEmpty() && !fill(topic, number)) {
            return Optional.empty();
        }
        OutboxBatch batch = read(topic, number);
        return Optional.of(batch);
    }

    private Optional<Long> pending(String topic) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(PENDING)) {
            select.setString(1, topic);
            ResultSet row = select.executeQuery();
            row.next();
            long number = row.getLong(1);
            return row.wasNull() ? Optional.empty() : Optional.of(number);
        }
    }

    private boolean fill(String topic, long number) throws SQLException {
        try (PreparedStatement fill = connection.prepareStatement(FILL);
                PreparedStatement count = connection.prepareStatement(COUNT_UP)) {
            fill.setLong(1, number);
            fill.setString(2, topic);
            count.setLong(1, number);
            return fill.executeUpdate() > 0 && count.executeUpdate() > 0;
        }
    }

    private OutboxBatch read(String topic, long number) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(READ)) {
            select.setString(1, topic);
            select.setLong(2, number);
            ResultSet row = select.executeQuery();
            while (row.next()) {
                rows.add(row(row));
            }
        }
        return new OutboxBatch(topic, number, letters(rows));
    }

    private record Row(long id, String group, Delivery place, SealedContent sealed, Rejection reason) {}

    private static Row row(ResultSet row) throws SQLException {
        Delivery place = new Delivery(
                "",
                row.getString("topic"),
                row.getObject("topic_id", UUID.class),
                row.getInt("partition"),
                row.getLong("record_offset"),
                Columns.time(row, "produced_at"),
                List.of(),
                null,
                null);
        Rejection reason = new Rejection(
                Rejection.Code.valueOf(row.getString("code").toUpperCase(Locale.ROOT)),
                row.getString("pointer"),
                row.getString("detail"));
        SealedContent sealed = new SealedContent(
                Optional.ofNullable(row.getObject("person_id", UUID.class)), row.getBytes("original"));
        return new Row(row.getLong("id"), row.getString("group_id"), place, sealed, reason);
    }

    private List<OutboxBatch.Item> letters(List<Row> rows) throws SQLException {
        List<Optional<RecordContent>> contents =
                seals.open(connection, rows.stream().map(Row::sealed).toList());
        List<OutboxBatch.Item> letters = new ArrayList<>();
        List<Long> erased = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            if (contents.get(i).isPresent()) {
                letters.add(letter(row, contents.get(i).get()));
            } else {
                erased.add(row.id());
            }
        }
        withhold(erased, "erased");
        return letters;
    }

    private static OutboxBatch.Item letter(Row row, RecordContent content) {
        Delivery place = row.place();
        Delivery delivery = new Delivery(
                place.role(),
                place.topic(),
                place.topicId(),
                place.partition(),
                place.offset(),
                place.timestamp(),
                content.headers(),
                content.key(),
                content.value());
        return new OutboxBatch.Item(row.id(), new Refused(delivery, row.reason()), row.group());
    }

    void published(OutboxBatch batch) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(PUBLISHED)) {
            update.setString(1, batch.topic());
            update.setLong(2, batch.number());
            update.executeUpdate();
        }
    }

    /** They will never be published, and this is why. */
    void withhold(List<Long> ids, String why) throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(WITHHOLD)) {
            update.setString(1, why);
            update.setArray(2, connection.createArrayOf("int8", ids.toArray()));
            update.executeUpdate();
        }
    }
}
