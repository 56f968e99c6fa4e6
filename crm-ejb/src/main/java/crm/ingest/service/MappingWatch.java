package crm.ingest.service;

import crm.ingest.entity.MappingRefused;
import crm.platform.service.DatabaseSchema;
import crm.platform.service.StoreFailed;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
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
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;

/**
 * Brings what administrators change about mappings to this node, a second after it was committed on any. While the
 * database is away the last known ones stay.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MappingWatch {

    private static final Logger LOG = System.getLogger(MappingWatch.class.getName());

    @Inject
    private DataSource database;

    @EJB
    private DatabaseSchema schema;

    @Inject
    private MappingsInForce mappings;

    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile boolean told;

    /** Whether the mappings have been read; nothing may be decoded before. */
    public boolean known() {
        return mappings.known();
    }

    @PostConstruct
    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void look() {
        if (schema.ready() && looking.compareAndSet(false, true)) {
            try {
                read();
                told = false;
            } catch (SQLException | StoreFailed | MappingRefused e) {
                tell(e);
            } finally {
                looking.set(false);
            }
        }
    }

    private void read() throws SQLException {
        try (Connection connection = database.getConnection()) {
            MappingRows rows = new MappingRows(connection);
            // Before the mappings: one that is changed in between is read again the next time.
            long version = rows.version();
            if (!mappings.are(version)) {
                mappings.become(version, EditedMapping.all(rows.all()));
                LOG.log(Level.INFO, "mappings=read version=" + version);
            }
        }
    }

    private void tell(Exception e) {
        if (!told) {
            LOG.log(Level.WARNING, "mappings=unknown, those known before stay", e);
        }
        told = true;
    }
}
