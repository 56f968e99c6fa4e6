package crm.segment.worker;

import crm.ingest.worker.Supervisor;
import crm.platform.service.DatabaseSchema;
import crm.segment.service.ClusterStep;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/** Every few seconds, on every node: whether groups of customers are to be searched for. Which takes minutes, on a thread of its own. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ClusterTurns {

    private static final Logger LOG = System.getLogger(ClusterTurns.class.getName());

    @Resource(lookup = Supervisor.EXECUTOR)
    private ManagedExecutorService threads;

    @EJB
    private DatabaseSchema schema;

    @EJB
    private ClusterStep step;

    private final Semaphore free = new Semaphore(1);

    @Schedule(hour = "*", minute = "*", second = "*/3", persistent = false)
    void turn() {
        if (schema.ready() && free.tryAcquire()) {
            try {
                threads.execute(this::work);
            } catch (RejectedExecutionException e) {
                free.release();
            }
        }
    }

    private void work() {
        try {
            step.work();
        } catch (RuntimeException e) {
            // Of the database; asks again in some seconds.
            LOG.log(Level.DEBUG, "clusters wait", e);
        } finally {
            free.release();
        }
    }
}
