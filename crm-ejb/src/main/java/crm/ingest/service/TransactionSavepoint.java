package crm.ingest.service;

import crm.platform.service.StoreFailed;
import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Of the caller's transaction, which has one connection however often it asks the data source. JTA knows no savepoints, so the
 * database is told by itself; entities are written before, and let go of where what was done with them is undone.
 */
@Stateless
@Local(Savepoint.class)
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class TransactionSavepoint implements Savepoint {

    @Inject
    private DataSource database;

    @PersistenceContext(unitName = "crm")
    private EntityManager entities;

    @Override
    public void set() {
        try {
            entities.flush();
        } catch (PersistenceException e) {
            throw new StoreFailed(e);
        }
        execute("savepoint handling");
    }

    @Override
    public void rollBack() {
        entities.clear();
        execute("rollback to savepoint handling; release savepoint handling");
    }

    @Override
    public void release() {
        execute("release savepoint handling");
    }

    private void execute(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }
}
