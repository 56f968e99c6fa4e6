package crm.privacy.service;

import crm.platform.service.StoreFailed;
import crm.privacy.store.Deed;
import crm.privacy.store.TrailRows;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** The transaction of looks. */
@Stateless
public class TrailTransaction {

    @Inject
    private DataSource database;

    /**
     * Writes them in a transaction of their own, committed when it returns.
     *
     * @throws StoreFailed if the database refuses; none is there then
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void write(List<Deed> looks) {
        try (Connection connection = database.getConnection()) {
            new TrailRows(connection).append(looks);
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }
}
