package crm.privacy.service;

import crm.platform.service.DatabaseSchema;
import crm.privacy.store.Head;
import crm.privacy.store.TrailRows;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Tells the log once a minute where the chain ends, when it has grown. Logs are kept elsewhere: a chain that somebody
 * wrote anew as a whole is valid in itself, but does not have these hashes.
 */
@Singleton
@Startup
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Anchoring {

    private static final Logger LOG = System.getLogger(Anchoring.class.getName());

    @Inject
    private DataSource database;

    @EJB
    private DatabaseSchema schema;

    private Head told;

    @Schedule(hour = "*", minute = "*", persistent = false)
    void tell() {
        if (!schema.ready()) {
            return;
        }
        try (Connection connection = database.getConnection()) {
            tell(new TrailRows(connection).head());
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "asks again in a minute", e);
        }
    }

    private void tell(Head head) {
        if (!head.equals(told)) {
            LOG.log(Level.INFO, "audit=anchor seq=" + head.seq() + " hash=" + head.hash());
            told = head;
        }
    }
}
