package crm.ingest.worker;

import crm.ingest.entity.SoughtKey;
import crm.ingest.service.HeldKeys;
import crm.platform.service.DatabaseSchema;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Sees to it that no key waits for nothing: whoever settled its letter or let it go may have died before what waited was
 * applied, and a key whose records are to come again waits for those. Looks every second, on each node; the key's row decides
 * between two.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class KeyKeeper {

    private static final Logger LOG = System.getLogger(KeyKeeper.class.getName());
    private static final Duration PER_KEY = Duration.ofSeconds(5);
    private static final int SECONDS_TO_END = 5;

    @Resource(lookup = Supervisor.EXECUTOR)
    private ManagedExecutorService threads;

    @EJB
    private DatabaseSchema schema;

    @EJB
    private HeldKeys keys;

    @EJB
    private KeyRelease release;

    @EJB
    private KeyReading reading;

    @Inject
    private Groups groups;

    private final Suspension suspension = new Suspension();
    private final Semaphore free = new Semaphore(1);
    private volatile boolean stopping;

    /** Never waits: applying, which may, happens on a thread of its own. */
    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void tick() {
        if (!stopping && schema.ready() && suspension.running() && free.tryAcquire()) {
            try {
                threads.execute(this::look);
            } catch (RejectedExecutionException e) {
                free.release();
            }
        }
    }

    private void look() {
        try {
            for (long key : keys.free(groups.ids())) {
                if (!stopping && suspension.running()) {
                    release(key);
                }
            }
            for (SoughtKey sought : reading.open()) {
                if (!stopping && suspension.running()) {
                    read(sought);
                }
            }
        } catch (RuntimeException e) {
            // Of the database; the next second asks again, and whoever reads tells that it is away.
            LOG.log(Level.DEBUG, "held keys wait", e);
        } finally {
            free.release();
        }
    }

    private void release(long key) {
        try {
            release.release(key, PER_KEY, () -> stopping);
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "held_key=" + key + " waits", e);
        }
    }

    private void read(SoughtKey sought) {
        try {
            reading.step(sought);
            release(sought.key());
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "held_key=" + sought.key() + " is read on later", e);
        }
    }

    /** What is under way ends first, if that is soon; else it rolls back, and comes again. */
    @PreDestroy
    void stop() {
        stopping = true;
        try {
            if (!free.tryAcquire(SECONDS_TO_END, TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "held_keys=unfinished");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
