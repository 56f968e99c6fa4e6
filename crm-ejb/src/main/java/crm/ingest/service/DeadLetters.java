package crm.ingest.service;

import crm.ingest.entity.Refused;
import crm.platform.service.StoreFailed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import javax.sql.DataSource;

/** Keeps the records that their group could not apply. */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class DeadLetters {

    @Inject
    private DataSource database;

    /** Parks them in the caller's transaction; one that is parked already stays as it is. */
    public void park(String group, Collection<Refused> refused) {
        try (Connection connection = database.getConnection()) {
            new ParkStatement(connection, group).park(refused);
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }
}
