package crm.ingest.service;

import crm.ingest.entity.KeyHash;
import crm.ingest.entity.KeySeek;
import crm.ingest.entity.KeyStand;
import crm.ingest.entity.PartitionId;
import crm.platform.service.StoreFailed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Where single keys go on, decided in the caller's transaction. Lock order: the group's row, the position, the key.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class KeyDecisions {

    @Inject
    private DataSource database;

    @Inject
    private LetterSeals seals;

    private interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    /** Where a group stands with a key; empty while it has not come to the partition. Nothing is locked. */
    public Optional<KeyStand> stand(String group, KeyHash key, PartitionId partition) {
        return with(connection -> new SoughtKeyRows(connection, group).stand(key, partition));
    }

    /** How many records a seek would drop now. */
    public long dropping(String group, KeySeek seek) {
        return with(connection -> new KeySeekStatement(connection, group, seals).dropping(seek));
    }

    /**
     * The key goes on there within seconds, unless something else holds it.
     *
     * @return how many records that waited for it are dropped
     */
    public long seek(String group, KeySeek seek) {
        return with(connection -> {
            new GroupRows(connection, group).lock();
            return new KeySeekStatement(connection, group, seals).seek(seek);
        });
    }

    private <T> T with(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            return work.in(connection);
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }
}
