package crm.ingest.worker;

import crm.ingest.entity.Delivery;
import crm.ingest.entity.Event;
import crm.ingest.entity.PartitionId;
import crm.ingest.entity.Refused;
import crm.ingest.entity.Rejection;
import crm.ingest.service.DeadLetters;
import crm.ingest.service.EventsFailed;
import crm.ingest.service.HeldKeys;
import crm.ingest.service.Holds;
import crm.ingest.service.PositionStore;
import crm.ingest.service.Savepoint;
import crm.ingest.service.Sieve;
import crm.platform.service.TraceMark;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The transaction: positions, dead letters, held keys and the handler's effect of one batch become visible together or not
 * at all. It may take {@link #TIMEOUT} (META-INF/jboss-ejb3.xml).
 */
@Stateless
public class BatchTransaction {

    static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** For seeking broken events in one transaction, since others may wait for what it has locked. */
    private static final Duration TO_SEEK = Duration.ofSeconds(5);

    @EJB
    private PositionStore positions;

    @EJB
    private HeldKeys keys;

    @EJB
    private Holds holds;

    @EJB
    private DeadLetters deadLetters;

    @EJB
    private Savepoint savepoint;

    @Inject
    private TraceMark trace;

    private final FailurePolicy policy = new FailurePolicy(TIMEOUT);

    /**
     * Applies a batch in a new transaction, committed when it returns.
     *
     * @throws BatchFailed for whatever went wrong before the commit, {@link crm.ingest.service.Fenced} among it
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public Applied apply(Group group, Batch batch, Breaker breaker, Care care) {
        try {
            return write(group, batch, breaker, care);
        } catch (RuntimeException e) {
            throw new BatchFailed(e);
        }
    }

    private Applied write(Group group, Batch batch, Breaker breaker, Care care) {
        // First, so that a worker which was frozen waits for the row before it touches anything else.
        boolean keysHeld = positions.advance(group.id(), batch.advances());
        trace.mark();
        Batch flowing = keysHeld ? batch.without(keys.divert(group.id(), batch.valid())) : batch;
        List<Event> events = flowing.events();
        if (!events.isEmpty() && care.taken()) {
            return sift(group, flowing, breaker, care);
        } else if (!events.isEmpty()) {
            group.handler().handle(events);
        }
        return park(group, flowing, breaker, 0);
    }

    /** Applies all but the events at which the handler fails; those are parked, and what comes behind them waits. */
    private Applied sift(Group group, Batch flowing, Breaker breaker, Care care) {
        Sieve sieve = new Sieve(savepoint, group.handler()::handle, this::ofAnEvent, care.portion(), TO_SEEK);
        Sieve.Sifted sifted = sieve.sift(flowing.grains(), group.handler().failing(flowing.events()));
        if (sifted.broken().isEmpty()) {
            return park(group, flowing, breaker, 0);
        }
        Map<Delivery, Rejection> rejections = new HashMap<>();
        sifted.broken().forEach((delivery, cause) -> rejections.put(delivery, Causes.rejection(cause)));
        Batch judged = flowing.refused(rejections).without(sifted.waiting());
        Applied applied = park(group, judged, breaker, sifted.sought());
        boolean several = judged.size() > 1 || !sifted.waiting().isEmpty();
        if ((several && !applied.stopped().isEmpty()) || !waits(group, sifted.waiting())) {
            // A partition stops right behind the failure that was one too many, and a letter that somebody has settled
            // before holds no key: both come out right where each failure has a transaction of its own.
            throw new EventsFailed(sifted.broken().values().iterator().next());
        }
        return applied;
    }

    private boolean ofAnEvent(Throwable failure) {
        return policy.judge(failure, Duration.ZERO) == Verdict.BROKEN;
    }

    /** Whether all of them have been put behind their keys. */
    private boolean waits(Group group, List<Delivery> waiting) {
        return waiting.isEmpty() || keys.divert(group.id(), waiting).size() == waiting.size();
    }

    private Applied park(Group group, Batch flowing, Breaker breaker, int sought) {
        List<Refused> refused = flowing.refused();
        if (refused.isEmpty()) {
            return new Applied(flowing, 0, Set.of(), sought);
        }
        // Last, since it may make keys of new people, for which others wait. The handler may have counted
        // violations before, and another batch may hold such a key and wait for their row: then PostgreSQL ends one
        // of the two after a second, which is a passing failure; nothing of it stays, and it is tried again.
        deadLetters.park(group.id(), refused);
        int held = keys.hold(group.id(), flowing.failed());
        Set<PartitionId> stopped = breaker.stopping(flowing);
        stopped.forEach(partition -> holds.broken(group.id(), partition));
        return new Applied(flowing, held, stopped, sought);
    }
}
