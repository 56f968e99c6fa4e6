package crm.profile.service;

import crm.ingest.entity.Shard;
import crm.ingest.service.RelayStep;
import crm.ingest.service.RelayStep.Turn;
import crm.ingest.service.Round;
import crm.profile.entity.ProfileBatch;
import crm.profile.entity.ProfileBatch.Item;
import crm.profile.entity.ProfileId;
import crm.profile.service.ViewReading.Version;
import crm.profile.store.OutboxRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The step from one batch to the next: profiles that have changed are read as they are, and the changes that this includes
 * are taken. Whoever comes after a crash reads the profiles of the batch anew, unless Kafka has it; so each version is sent
 * once, and some never.
 */
final class OutboxStep {

    static final int MOST = 500;

    private final Connection connection;
    private final OutboxRows rows;
    private final Instant now;
    private final RelayStep<UUID> step;

    OutboxStep(Connection connection, Instant now) throws SQLException {
        this(connection, now, MOST);
    }

    /**
     * @param now of the business clock
     * @param most profiles in a batch
     */
    OutboxStep(Connection connection, Instant now, int most) throws SQLException {
        this.connection = connection;
        this.now = now;
        this.rows = new OutboxRows(connection, most);
        this.step = new RelayStep<>(OutboxRows.relay(connection).inOneSnapshot(), rows);
    }

    Optional<ProfileBatch> next(Shard claimed, long committed, Round round) throws SQLException {
        Optional<Turn<UUID>> turn = step.next(claimed, committed, round);
        return turn.isPresent() ? Optional.of(batch(claimed, turn.get())) : Optional.empty();
    }

    private ProfileBatch batch(Shard claimed, Turn<UUID> turn) throws SQLException {
        List<ProfileId> profiles = turn.items().stream().map(ProfileId::new).toList();
        Map<ProfileId, Version> versions = new TreeMap<>();
        new ViewReading(connection, now).of(profiles).forEach(version -> versions.put(version.profile(), version));
        profiles.forEach(id -> versions.computeIfAbsent(id, gone -> new Version(gone, 0, Optional.empty())));
        Map<ProfileId, Long> taken = new TreeMap<>();
        versions.forEach((id, version) -> taken.put(id, version.version()));
        Map<ProfileId, String> traces = rows.take(taken);
        List<Item> items = versions.values().stream()
                .map(one -> new Item(
                        one.profile(), one.version(), one.view(), Optional.ofNullable(traces.get(one.profile()))))
                .toList();
        return new ProfileBatch(claimed, turn.number(), items);
    }
}
