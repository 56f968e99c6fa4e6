package crm.profile.service;

import crm.platform.service.DatabaseSchema;
import crm.profile.store.BookReads;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Throws away what happened longer ago than anybody asks {@link Books#recent} for. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RecentEvents {

    private static final Logger LOG = System.getLogger(RecentEvents.class.getName());
    private static final int KEPT = 100;

    @EJB
    private DatabaseSchema schema;

    @Inject
    private DataSource database;

    @Schedule(hour = "*", minute = "*", second = "*/15", persistent = false)
    void forget() {
        if (!schema.ready()) {
            return;
        }
        try (Connection connection = database.getConnection()) {
            new BookReads(connection).forget(KEPT);
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "recent events stay for now", e);
        }
    }
}
