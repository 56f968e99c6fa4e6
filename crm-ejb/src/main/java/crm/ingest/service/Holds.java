package crm.ingest.service;

import crm.ingest.entity.Hold;
import crm.ingest.entity.PartitionId;
import crm.ingest.entity.Scope;
import crm.platform.service.StoreFailed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Partitions that stop because something is wrong with them, in the transaction that finds it. */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class Holds {

    /** Nobody wished it. */
    static final String BY = "system";

    @Inject
    private DataSource database;

    /** The handler fails at most of what it is given: nothing of it is read until an operator resumes. */
    public void broken(String group, PartitionId partition) {
        try (Connection connection = database.getConnection()) {
            new GroupRows(connection, group)
                    .stop(new Scope(partition.topic(), partition.partition()), Hold.Reason.BROKEN, BY);
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }
}
