package crm.ingest.service;

import crm.ingest.entity.Advance;
import crm.ingest.entity.PartitionId;
import crm.platform.service.Columns;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The compare-and-set of positions: one statement for a batch, rows locked in the order of the key. */
final class AdvanceStatement {

    private static final String SQL = """
            with step as (
                select * from unnest(?, ?, ?, ?, ?, ?, ?, ?)
                    as s (topic, partition, epoch, from_offset, to_offset, leader_epoch, records, applied_at)
            ), held as (
                select p.topic, p.partition
                  from consumer_position p join step s on p.topic = s.topic and p.partition = s.partition
                 where p.group_id = ? and p.epoch = s.epoch and p.next_offset = s.from_offset
                 order by p.topic, p.partition
                   for update of p
            )
            update consumer_position p
               set next_offset = s.to_offset, leader_epoch = s.leader_epoch, records = p.records + s.records,
                   applied_at = coalesce(s.applied_at, p.applied_at), updated_at = now()
              from step s join held h on h.topic = s.topic and h.partition = s.partition
             where p.group_id = ? and p.topic = s.topic and p.partition = s.partition
               and p.epoch = s.epoch and p.next_offset = s.from_offset
            returning p.topic, p.partition, exists (select from held_key k where k.group_id = p.group_id)
            """;

    private final Connection connection;
    private final String group;
    private boolean keysHeld;

    AdvanceStatement(Connection connection, String group) {
        this.connection = connection;
        this.group = group;
    }

    /**
     * Says whether any key of the group is held. Asked here it costs no round trip; and whoever held a key of these
     * partitions for a record before these has committed, since that took their rows.
     */
    boolean advance(Collection<Advance> advances) throws SQLException {
        Set<PartitionId> missed = new HashSet<>();
        advances.forEach(advance -> missed.add(advance.partition()));
        missed.removeAll(advanced(sorted(advances)));
        if (!missed.isEmpty()) {
            throw new Fenced(missed);
        }
        return keysHeld;
    }

    private static List<Advance> sorted(Collection<Advance> advances) {
        return advances.stream()
                .sorted(Comparator.comparing(Advance::partition))
                .toList();
    }

    private Set<PartitionId> advanced(List<Advance> advances) throws SQLException {
        try (Columns statement = new Columns(connection, SQL)
                .texts(advances, advance -> advance.partition().topic())
                .integers(advances, advance -> advance.partition().partition())
                .longs(advances, Advance::epoch)
                .longs(advances, Advance::from)
                .longs(advances, Advance::to)
                .integers(advances, advance -> advance.leaderEpoch().orElse(null))
                .integers(advances, Advance::records)
                .times(advances, advance -> advance.appliedAt().orElse(null))
                .value(group)
                .value(group)) {
            return partitions(statement.query());
        }
    }

    private Set<PartitionId> partitions(ResultSet rows) throws SQLException {
        Set<PartitionId> partitions = new HashSet<>();
        while (rows.next()) {
            partitions.add(new PartitionId(rows.getString(1), rows.getInt(2)));
            keysHeld |= rows.getBoolean(3);
        }
        return partitions;
    }
}
