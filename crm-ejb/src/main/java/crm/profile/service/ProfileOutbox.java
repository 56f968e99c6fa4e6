package crm.profile.service;

import crm.ingest.entity.RelayStatus;
import crm.ingest.entity.Shard;
import crm.ingest.service.Round;
import crm.platform.service.BusinessClock;
import crm.platform.service.StoreFailed;
import crm.profile.entity.ProfileBatch;
import crm.profile.entity.ProfileId;
import crm.profile.store.OutboxRows;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Profiles that have changed and are yet to be published, for whoever does it. Each method is a transaction. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ProfileOutbox {

    @Inject
    private DataSource database;

    @Inject
    private BusinessClock clock;

    private interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    /** Shards with something to publish that this node has or may take. */
    public List<Integer> due(String node) {
        return with(connection -> OutboxRows.relay(connection).due(node));
    }

    /**
     * Takes a shard, and ends what any earlier claim of it allows; empty where another node has it. Who claims must then
     * end the producers of whoever claimed before, and only then ask for a batch.
     */
    public Optional<Shard> claim(String node, int shard) {
        return with(connection -> OutboxRows.relay(connection).claim(node, shard));
    }

    /**
     * The batch under way if it was not sent, as the profiles are now, else a new one; empty where nothing more has changed.
     *
     * @param committed number of the shard's last batch that Kafka has, and that nobody can change any more
     * @param round where a new batch begins
     * @throws crm.ingest.service.ShardLost if somebody else has claimed it since
     */
    public Optional<ProfileBatch> next(Shard shard, long committed, Round round) {
        return with(connection -> new OutboxStep(connection, clock.instant()).next(shard, committed, round));
    }

    /** It will not be published at this version. */
    public void withhold(Shard shard, ProfileId profile) {
        with(connection -> {
            OutboxRows.relay(connection).withhold(shard, profile.value());
            return profile;
        });
    }

    /** Lets other nodes go on at once. */
    public void release(String node) {
        with(connection -> {
            OutboxRows.relay(connection).release(node);
            return node;
        });
    }

    public RelayStatus status() {
        return with(connection -> OutboxRows.relay(connection).status());
    }

    private <T> T with(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            return work.in(connection);
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }
}
