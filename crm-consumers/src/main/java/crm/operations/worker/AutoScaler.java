package crm.operations.worker;

import crm.ingest.entity.Bulletin;
import crm.ingest.worker.Supervisor;
import crm.operations.entity.GroupStatus;
import crm.operations.entity.GroupStatus.PartitionStatus;
import crm.operations.service.ConsumerGroups;
import crm.platform.service.StoreFailed;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Gives groups more or fewer workers by their lag, where an operator has set bounds for it. All nodes look, one decides at a
 * time, and what it has seen is in the database for the next.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AutoScaler {

    private static final Logger LOG = System.getLogger(AutoScaler.class.getName());

    @EJB
    private Supervisor supervisor;

    @EJB
    private ConsumerGroups groups;

    @EJB
    private ScaleStep step;

    private final AtomicBoolean looking = new AtomicBoolean();

    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    void tick() {
        Bulletin bulletin = supervisor.bulletin();
        boolean asked = bulletin.plans().values().stream()
                .anyMatch(plan -> plan.bounds().isPresent());
        if (asked && looking.compareAndSet(false, true)) {
            try {
                groups.all().stream()
                        .filter(group -> bulletin.plan(group.group()).bounds().isPresent())
                        .filter(group -> group.state().equals("running"))
                        .forEach(this::scale);
            } catch (StoreFailed | EJBException e) {
                LOG.log(Level.DEBUG, "scales later", e);
            } finally {
                looking.set(false);
            }
        }
    }

    private void scale(GroupStatus group) {
        List<PartitionStatus> flowing = group.partitions().stream()
                .filter(partition -> !partition.paused())
                .toList();
        double lag =
                flowing.stream().mapToDouble(PartitionStatus::lagSeconds).max().orElse(0);
        step.take(group.group(), new Pace(group.workers(), flowing.size(), lag));
    }
}
