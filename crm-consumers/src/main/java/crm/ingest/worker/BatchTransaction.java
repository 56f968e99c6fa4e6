package crm.ingest.worker;

import crm.ingest.entity.Event;
import crm.ingest.entity.PartitionId;
import crm.ingest.entity.Refused;
import crm.ingest.service.DeadLetters;
import crm.ingest.service.HeldKeys;
import crm.ingest.service.Holds;
import crm.ingest.service.PositionStore;
import crm.platform.service.TraceMark;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The transaction: positions, dead letters, held keys and the handler's effect of one batch become visible together or not
 * at all. It may take {@link #TIMEOUT} (META-INF/jboss-ejb3.xml).
 */
@Stateless
public class BatchTransaction {

    static final Duration TIMEOUT = Duration.ofSeconds(60);

    @EJB
    private PositionStore positions;

    @EJB
    private HeldKeys keys;

    @EJB
    private Holds holds;

    @EJB
    private DeadLetters deadLetters;

    @Inject
    private TraceMark trace;

    /**
     * Applies a batch in a new transaction, committed when it returns.
     *
     * @throws BatchFailed for whatever went wrong before the commit, {@link crm.ingest.service.Fenced} among it
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public Applied apply(Group group, Batch batch, Breaker breaker) {
        try {
            return write(group, batch, breaker);
        } catch (RuntimeException e) {
            throw new BatchFailed(e);
        }
    }

    private Applied write(Group group, Batch batch, Breaker breaker) {
        // First, so that a worker which was frozen waits for the row before it touches anything else.
        boolean keysHeld = positions.advance(group.id(), batch.advances());
        trace.mark();
        Batch flowing = keysHeld ? batch.without(keys.divert(group.id(), batch.valid())) : batch;
        List<Event> events = flowing.events();
        if (!events.isEmpty()) {
            group.handler().handle(events);
        }
        List<Refused> refused = flowing.refused();
        return refused.isEmpty() ? new Applied(flowing, 0, Set.of()) : park(group, flowing, refused, breaker);
    }

    private Applied park(Group group, Batch flowing, List<Refused> refused, Breaker breaker) {
        // Last, since it may make keys of new people, for which others wait. The handler may have counted
        // violations before, and another batch may hold such a key and wait for their row: then PostgreSQL ends one
        // of the two after a second, which is a passing failure; nothing of it stays, and it is tried again.
        deadLetters.park(group.id(), refused);
        int held = keys.hold(group.id(), flowing.failed());
        Set<PartitionId> stopped = breaker.stopping(flowing);
        stopped.forEach(partition -> holds.broken(group.id(), partition));
        return new Applied(flowing, held, stopped);
    }
}
