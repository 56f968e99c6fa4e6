package crm.segment.service;

import crm.ingest.entity.RelayStatus;
import crm.ingest.entity.Shard;
import crm.ingest.service.Round;
import crm.platform.service.StoreFailed;
import crm.segment.entity.ChangeBatch;
import crm.segment.entity.MembershipChange;
import crm.segment.store.ChangeRows;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Changes of memberships that are yet to be published, for whoever does it. Each method is a transaction. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class MembershipOutbox {

    @Inject
    private DataSource database;

    private interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    /** Shards with something to publish that this node has or may take. */
    public List<Integer> due(String node) {
        return with(connection -> ChangeRows.relay(connection).due(node));
    }

    /**
     * Takes a shard, and ends what any earlier claim of it allows; empty where another node has it. Who claims must then
     * end the producers of whoever claimed before, and only then ask for a batch.
     */
    public Optional<Shard> claim(String node, int shard) {
        return with(connection -> ChangeRows.relay(connection).claim(node, shard));
    }

    /**
     * The batch under way if it was not sent, else a new one; empty where nothing more has changed.
     *
     * @param committed number of the shard's last batch that Kafka has, and that nobody can change any more
     * @param round where a new batch begins
     * @throws crm.ingest.service.ShardLost if somebody else has claimed it since
     */
    public Optional<ChangeBatch> next(Shard shard, long committed, Round round) {
        return with(connection -> new MembershipStep(connection).next(shard, committed, round));
    }

    /** It will not be published. */
    public void withhold(Shard shard, MembershipChange change) {
        with(connection -> {
            ChangeRows.relay(connection).withhold(shard, change.number());
            return change;
        });
    }

    /** Lets other nodes go on at once. */
    public void release(String node) {
        with(connection -> {
            ChangeRows.relay(connection).release(node);
            return node;
        });
    }

    public RelayStatus status() {
        return with(connection -> ChangeRows.relay(connection).status());
    }

    private <T> T with(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            return work.in(connection);
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }
}
