package crm.profile.service;

import crm.profile.entity.ProfileBatch;
import crm.profile.entity.ProfileBatch.Item;
import crm.profile.entity.ProfileId;
import crm.profile.entity.ProfileShard;
import crm.profile.service.ProfileOutbox.Round;
import crm.profile.service.ViewReading.Version;
import crm.profile.store.OutboxRows;
import crm.profile.store.OutboxRows.Shard;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The step from one batch to the next, as one transaction over one snapshot: what was sent is done with, profiles that
 * have changed are read as they are, and the changes that this includes are taken. Whoever comes after a crash reads the
 * profiles of the batch anew, unless Kafka has it; so each version is sent once, and some never.
 */
final class OutboxStep {

    static final int MOST = 500;

    private final Connection connection;
    private final OutboxRows rows;
    private final Instant now;
    private final int most;

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
        this.rows = new OutboxRows(connection).inOneSnapshot();
        this.most = most;
    }

    Optional<ProfileBatch> next(ProfileShard claimed, long committed, Round round) throws SQLException {
        Shard shard = rows.keep(claimed).orElseThrow(() -> new ShardLost(claimed));
        if (!shard.underWay().isEmpty() && committed < shard.batch()) {
            return Optional.of(batch(claimed, shard.batch(), shard.underWay()));
        }
        rows.sent(claimed);
        List<ProfileId> changed = round == Round.BEGINS ? rows.changed(shard, most) : rows.changedAfter(shard, most);
        if (changed.isEmpty()) {
            return Optional.empty();
        }
        // A database that was restored from a backup may have forgotten numbers that Kafka has.
        long number = Math.max(shard.batch(), committed) + 1;
        rows.begin(claimed, number, changed, changed.get(changed.size() - 1));
        return Optional.of(batch(claimed, number, changed));
    }

    private ProfileBatch batch(ProfileShard claimed, long number, Collection<ProfileId> profiles) throws SQLException {
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
        return new ProfileBatch(claimed, number, items);
    }
}
