package crm.segment.worker;

import crm.ingest.service.Backlog;
import crm.platform.service.BusinessClock;
import crm.platform.service.DatabaseSchema;
import crm.segment.service.RfmStep;
import crm.segment.service.SegmentStep;
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
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Once a second, on every node: memberships that have come due are told, versions about to serve are asked of some more
 * profiles, and how customers buy is scored anew. What is due waits while records wait that are older: after an outage nobody is told of a cart that was bought
 * further down the log.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SegmentTurns {

    private static final Logger LOG = System.getLogger(SegmentTurns.class.getName());
    private static final String CAPABILITY = "profile";
    private static final long TURN_NANOS = Duration.ofMillis(400).toNanos();

    @EJB
    private DatabaseSchema schema;

    @EJB
    private SegmentStep step;

    @EJB
    private RfmStep rfm;

    @EJB
    private Backlog backlog;

    @Inject
    private BusinessClock clock;

    private boolean troubled;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void turn() {
        if (!schema.ready()) {
            return;
        }
        // What fails holds up nothing else.
        boolean well = goesWell(() -> {
            if (step.isDue()) {
                watermark().ifPresent(until -> forAWhile(() -> step.sweep(until)));
            }
        });
        well &= goesWell(() -> {
            Optional<Instant> until = watermark();
            forAWhile(() -> step.pass(until));
        });
        well &= goesWell(() -> {
            rfm.make();
            forAWhile(rfm::publish);
        });
        troubled = !well;
    }

    private boolean goesWell(Runnable work) {
        try {
            work.run();
            return true;
        } catch (RuntimeException e) {
            report(e);
            return false;
        }
    }

    /** By the clock of the business; empty while it is not known how far events have come. */
    private Optional<Instant> watermark() {
        Instant now = clock.instant();
        return backlog.appliedUntil(CAPABILITY).map(clock::at).map(until -> until.isBefore(now) ? until : now);
    }

    private static void forAWhile(BooleanSupplier work) {
        long end = System.nanoTime() + TURN_NANOS;
        boolean more = true;
        while (more && System.nanoTime() < end) {
            more = work.getAsBoolean();
        }
    }

    // The next second tries again.
    private void report(RuntimeException e) {
        if (!troubled) {
            LOG.log(Level.WARNING, "segments=behind", e);
        }
    }
}
