package crm.ingest.service;

import crm.ingest.entity.PartitionId;
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

    @Inject
    private DataSource database;

    /** The handler fails at most of what it is given: nothing of it is read until an operator resumes. */
    public void broken(String group, PartitionId partition) {
        try (Connection connection = database.getConnection()) {
            new HoldStatement(connection, group).hold(partition, HoldStatement.BROKEN);
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }
}
