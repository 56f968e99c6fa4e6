package crm.ingest.service;

import crm.ingest.entity.Loss;
import crm.ingest.entity.PartitionId;
import crm.ingest.entity.SeekMove;
import crm.ingest.entity.SeekTarget;
import crm.platform.service.Columns;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Moves positions under running workers: with a new epoch, so that what is under way rolls back and whoever owns the
 * partition claims it again, and reads on from there. What is passed over is written down.
 */
final class SeekStatement {

    private static final String STAND = """
            select p.topic, p.partition, p.topic_id, p.next_offset from consumer_position p
              join unnest(?, ?) as t (topic, partition) on p.topic = t.topic and p.partition = t.partition
             where p.group_id = ? order by p.topic, p.partition""";

    private static final String MOVE = """
            insert into consumer_position (group_id, topic, partition, topic_id, next_offset, epoch, owner, updated_at)
            select ?, t.topic, t.partition, t.topic_id, t.next_offset, 1, '', now()
              from unnest(?, ?, ?, ?) as t (topic, partition, topic_id, next_offset)
             order by t.topic, t.partition
            on conflict (group_id, topic, partition) do update
               set epoch = consumer_position.epoch + 1, topic_id = excluded.topic_id,
                   next_offset = excluded.next_offset, leader_epoch = null, updated_at = now()""";

    private final Connection connection;
    private final String group;

    SeekStatement(Connection connection, String group) {
        this.connection = connection;
        this.group = group;
    }

    private record Stand(UUID topicId, long nextOffset) {}

    /** What a seek would do now. */
    List<SeekMove> preview(Collection<SeekTarget> targets) throws SQLException {
        List<SeekTarget> sorted = sorted(targets);
        return moves(sorted, stands(sorted, ""));
    }

    List<SeekMove> seek(Collection<SeekTarget> targets) throws SQLException {
        List<SeekTarget> sorted = sorted(targets);
        Map<PartitionId, Stand> stands = stands(sorted, " for update of p");
        for (SeekTarget target : sorted) {
            writeDown(target, stands.get(target.partition()));
        }
        try (Columns move = new Columns(connection, MOVE)
                .value(group)
                .texts(sorted, target -> target.partition().topic())
                .integers(sorted, target -> target.partition().partition())
                .uuids(sorted, target -> target.log().topicId())
                .longs(sorted, SeekTarget::to)) {
            move.update();
        }
        return moves(sorted, stands);
    }

    private void writeDown(SeekTarget target, Stand stand) throws SQLException {
        LossLedger ledger = new LossLedger(connection, group);
        ledger.overtaken(target.partition());
        UUID topicId = target.log().topicId();
        if (stand != null && !stand.topicId().equals(topicId)) {
            // Of the topic that was; a claim would have found it out.
            ledger.passed(new Loss.Gap(
                    target.partition(),
                    stand.topicId(),
                    Loss.Cause.RECREATED,
                    stand.nextOffset(),
                    OptionalLong.empty()));
        }
        long from = from(target, stand);
        if (target.to() > from) {
            ledger.passed(
                    new Loss.Gap(target.partition(), topicId, Loss.Cause.SKIPPED, from, OptionalLong.of(target.to())));
        }
    }

    private Map<PartitionId, Stand> stands(List<SeekTarget> targets, String lock) throws SQLException {
        Map<PartitionId, Stand> stands = new HashMap<>();
        try (Columns select = new Columns(connection, STAND + lock)
                .texts(targets, target -> target.partition().topic())
                .integers(targets, target -> target.partition().partition())
                .value(group)) {
            ResultSet row = select.query();
            while (row.next()) {
                stands.put(
                        new PartitionId(row.getString(1), row.getInt(2)),
                        new Stand(row.getObject(3, UUID.class), row.getLong(4)));
            }
        }
        return stands;
    }

    private static List<SeekMove> moves(List<SeekTarget> targets, Map<PartitionId, Stand> stands) {
        List<SeekMove> moves = new ArrayList<>();
        for (SeekTarget target : targets) {
            PartitionId partition = target.partition();
            moves.add(new SeekMove(
                    partition.topic(), partition.partition(), from(target, stands.get(partition)), target.to()));
        }
        return moves;
    }

    /** Where a worker would go on without the seek. */
    private static long from(SeekTarget target, Stand stand) {
        return stand == null || !stand.topicId().equals(target.log().topicId())
                ? target.log().begin()
                : stand.nextOffset();
    }

    private static List<SeekTarget> sorted(Collection<SeekTarget> targets) {
        return targets.stream()
                .sorted(Comparator.comparing(SeekTarget::partition))
                .toList();
    }
}
