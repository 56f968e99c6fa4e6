package crm.ingest.service;

import crm.ingest.entity.Advance;
import crm.ingest.entity.Claim;
import crm.ingest.entity.Claims;
import crm.ingest.entity.ConsumerPosition;
import crm.ingest.entity.PartitionId;
import crm.ingest.entity.PartitionLog;
import crm.ingest.entity.Position;
import crm.platform.service.StoreFailed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Where each group stands in each partition. The database decides: whoever claimed a partition last may advance it, all
 * others are {@link Fenced}.
 */
@Stateless
public class PositionStore {

    @Inject
    private DataSource database;

    @PersistenceContext(unitName = "crm")
    private EntityManager entities;

    /**
     * Takes partitions over from whoever held them, in a transaction of its own. A group that sees one for the first
     * time begins at the log's beginning. Where the log no longer has the group's position, a {@link crm.ingest.entity.Loss}
     * is recorded and the partition held until an operator decides. Those that a {@link crm.ingest.entity.Hold} covers are
     * not granted.
     *
     * @param logs looked at just before
     * @param doubted what the owner's last claim has doubted, before these logs were looked at
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public Claims claim(String group, String owner, Collection<PartitionLog> logs, Collection<Claim> doubted) {
        return inDatabase(connection -> new ClaimStatement(connection, group, owner).claim(logs, doubted));
    }

    /**
     * Moves positions in the caller's transaction, all or none. To be called before anything else of a batch: a worker
     * that was frozen then waits here and does no harm.
     *
     * @return whether any key of the group is held, so that {@link HeldKeys} must be asked
     * @throws Fenced if one of them stands elsewhere or was claimed since
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public boolean advance(String group, Collection<Advance> advances) {
        return inDatabase(connection -> new AdvanceStatement(connection, group).advance(advances));
    }

    /** Those of the partitions whose last claim is this owner's. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<PartitionId> ownedBy(String group, String owner, Set<PartitionId> partitions) {
        return of(Set.of(group)).stream()
                .filter(position -> position.owner().equals(owner))
                .map(Position::partition)
                .filter(partitions::contains)
                .toList();
    }

    /** All positions of the groups, as the database has them. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<Position> of(Set<String> groups) {
        try {
            return rows(groups);
        } catch (PersistenceException e) {
            throw new StoreFailed(e);
        }
    }

    private List<Position> rows(Set<String> groups) {
        return entities.createQuery(
                        "select p from ConsumerPosition p where p.key.group in :groups", ConsumerPosition.class)
                .setParameter("groups", groups)
                .getResultStream()
                .map(ConsumerPosition::position)
                .toList();
    }

    private <T> T inDatabase(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            return work.with(connection);
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }

    private interface Work<T> {
        T with(Connection connection) throws SQLException;
    }
}
