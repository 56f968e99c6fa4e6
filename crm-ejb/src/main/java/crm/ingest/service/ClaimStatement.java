package crm.ingest.service;

import crm.ingest.entity.Claim;
import crm.ingest.entity.Claims;
import crm.ingest.entity.PartitionId;
import crm.ingest.entity.PartitionLog;
import crm.platform.service.Columns;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Raises the epoch of partitions and makes rows for new ones. What a {@link crm.ingest.entity.Hold} covers is left alone, and
 * what has lost its place in the log is not granted until somebody has decided.
 */
final class ClaimStatement {

    private static final String SQL = """
            insert into consumer_position (group_id, topic, partition, topic_id, next_offset, epoch, owner, updated_at)
            select ?, l.topic, l.partition, l.topic_id, l.log_begin, 1, ?, now()
              from unnest(?, ?, ?, ?) as l (topic, partition, topic_id, log_begin)
             where not exists (select from hold h
                where h.group_id = ? and (h.topic = '' or h.topic = l.topic) and h.partition in (-1, l.partition))
             order by l.topic, l.partition
            on conflict (group_id, topic, partition) do update
               set epoch = consumer_position.epoch + 1, owner = excluded.owner, updated_at = now()
            returning topic, partition, topic_id, epoch, next_offset, leader_epoch
            """;

    private final Connection connection;
    private final String group;
    private final String owner;

    ClaimStatement(Connection connection, String group, String owner) {
        this.connection = connection;
        this.group = group;
        this.owner = owner;
    }

    /**
     * Claims what these logs are of.
     *
     * @param doubted what an earlier claim of the same owner has doubted, before these logs were looked at
     */
    Claims claim(Collection<PartitionLog> logs, Collection<Claim> doubted) throws SQLException {
        Map<PartitionId, PartitionLog> logOf =
                logs.stream().collect(Collectors.toMap(PartitionLog::partition, Function.identity()));
        Map<PartitionId, Claim> before =
                doubted.stream().collect(Collectors.toMap(Claim::partition, Function.identity()));
        new GroupRows(connection, group).share();
        LossLedger losses = new LossLedger(connection, group);
        List<Claim> granted = new ArrayList<>();
        List<Claim> doubts = new ArrayList<>();
        for (Claim stored : raise(logs)) {
            PartitionLog log = logOf.get(stored.partition());
            if (losses.doubts(stored, log, Optional.ofNullable(before.get(stored.partition())))) {
                doubts.add(stored);
            } else {
                losses.settle(stored, log).ifPresent(granted::add);
            }
        }
        return new Claims(granted, doubts);
    }

    private List<Claim> raise(Collection<PartitionLog> logs) throws SQLException {
        List<PartitionLog> sorted = logs.stream()
                .sorted(Comparator.comparing(PartitionLog::partition))
                .toList();
        try (Columns statement = new Columns(connection, SQL)
                .value(group)
                .value(owner)
                .texts(sorted, log -> log.partition().topic())
                .integers(sorted, log -> log.partition().partition())
                .uuids(sorted, PartitionLog::topicId)
                .longs(sorted, PartitionLog::begin)
                .value(group)) {
            return claims(statement.query());
        }
    }

    private static List<Claim> claims(ResultSet rows) throws SQLException {
        List<Claim> claims = new ArrayList<>();
        while (rows.next()) {
            PartitionId partition = new PartitionId(rows.getString(1), rows.getInt(2));
            Optional<Integer> leaderEpoch = Optional.ofNullable(rows.getObject(6, Integer.class));
            claims.add(
                    new Claim(partition, rows.getObject(3, UUID.class), rows.getLong(4), rows.getLong(5), leaderEpoch));
        }
        return claims;
    }
}
