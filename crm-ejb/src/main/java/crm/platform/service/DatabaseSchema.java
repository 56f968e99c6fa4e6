package crm.platform.service;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.hibernate.HibernateException;
import org.hibernate.SessionFactory;

/**
 * The database's schema: migrated by Flyway, then compared with the entities by Hibernate, before anything else uses
 * it. While the database is away it is asked again every second; the application starts without it.
 *
 * <p>Data of an earlier version are migrated once the application has started: it may take longer than a server waits for
 * an application to start.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@ManagedExecutorDefinition(name = DatabaseSchema.EXECUTOR, maxAsync = 1, hungTaskThreshold = 0)
@DataSourceDefinition(
        name = DataSources.OWN,
        className = "crm.platform.service.Database",
        maxPoolSize = 40,
        properties = "applicationName=crm")
public class DatabaseSchema {

    private static final Logger LOG = System.getLogger(DatabaseSchema.class.getName());
    static final String EXECUTOR = "java:app/concurrent/crm-schema";
    private static final String MIGRATING = "the schema is being migrated";
    private static final String OTHER_VERSION = "the schema is not this version's; see the server's log";
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    @Resource(lookup = EXECUTOR)
    private ManagedExecutorService threads;

    @Inject
    private DataSource database;

    @PersistenceUnit(unitName = "crm")
    private EntityManagerFactory entities;

    @Inject
    private BusinessClock clock;

    private final AtomicBoolean preparing = new AtomicBoolean();
    private volatile boolean ready;
    private volatile String problem = "not asked yet";

    /** Whether the schema is there and fits; services must not be called before. */
    public boolean ready() {
        return ready;
    }

    /** Why it is not ready, in words for operators; empty when it is. */
    public String problem() {
        return problem;
    }

    @PostConstruct
    void start() {
        bring(false);
    }

    /** Asks again while the database is away, and does what takes long; otherwise does nothing. */
    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void prepare() {
        if (!ready && preparing.compareAndSet(false, true)) {
            boolean begun = false;
            try {
                // On another thread: a timer that takes longer than its second makes the server complain every second.
                threads.execute(this::bringHoweverLong);
                begun = true;
            } finally {
                if (!begun) {
                    preparing.set(false);
                }
            }
        }
    }

    private void bringHoweverLong() {
        try {
            bring(true);
        } finally {
            preparing.set(false);
        }
    }

    private void bring(boolean howeverLong) {
        try {
            requireIsolation();
            Migrations migrations = new Migrations(database, "classpath:db/migration", this::migrating);
            if (!howeverLong && migrations.mayTakeLong()) {
                problem = MIGRATING;
                return;
            }
            migrations.run();
            validate();
            keepTime();
            problem = "";
            ready = true;
            LOG.log(Level.INFO, "schema=ready");
        } catch (FlywayException | HibernateException | StoreFailed | IsolationLevel.Unfit e) {
            report(e);
        }
    }

    private void migrating(String version) {
        problem = MIGRATING + " to version " + version;
    }

    private void validate() {
        entities.unwrap(SessionFactory.class).getSchemaManager().validateMappedObjects();
    }

    /** Before anything is changed in a database that does not do. */
    private void requireIsolation() {
        try (Connection connection = database.getConnection()) {
            IsolationLevel.require(connection);
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }

    private void keepTime() {
        try (Connection connection = database.getConnection()) {
            clock.keep(connection);
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }

    private void report(RuntimeException e) {
        String found = reason(e);
        if (!found.equals(problem)) {
            problem = found;
            LOG.log(Level.WARNING, "schema=waiting reason=\"" + found + '"', e);
        }
    }

    private static String reason(Throwable e) {
        if (e instanceof IsolationLevel.Unfit) {
            return e.getMessage();
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException failure) {
                return reason(failure.getSQLState());
            }
        }
        return OTHER_VERSION;
    }

    /** No connection, a wrong login, or a database that is starting or stopping: classes 08, 28, 3D, 57P of SQLSTATE. */
    private static String reason(String state) {
        if (state == null || state.matches("(08|28|3D|57P).*")) {
            return "the database cannot be reached; check CRM_DB_URL, CRM_DB_USER and CRM_DB_PASSWORD";
        }
        return state.equals(LOCK_NOT_AVAILABLE)
                ? "the schema cannot be migrated while another session uses its tables; stop all other nodes"
                : OTHER_VERSION;
    }
}
