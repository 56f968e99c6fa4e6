package crm.profile.service;

import crm.ingest.service.FreshnessService;
import crm.platform.service.DatabaseSchema;
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

/**
 * Lets what customers are sorted and filtered by follow their profiles, within a second; where events are applied late, as
 * late as they are, since the same customers change again and again then. It takes at most half of one connection's time.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CustomerFigures {

    private static final Logger LOG = System.getLogger(CustomerFigures.class.getName());
    private static final long TURN_NANOS = Duration.ofMillis(500).toNanos();

    @Inject
    private DatabaseSchema schema;

    @EJB
    private CustomerFiguresStep step;

    @EJB
    private FreshnessService freshness;

    private boolean troubled;
    private long upToDateAt = System.nanoTime();

    /** Follows what has changed since the last second. */
    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void follow() {
        if (!schema.ready()
                || System.nanoTime() - upToDateAt < freshness.leeway().toNanos()) {
            return;
        }
        try {
            long end = System.nanoTime() + TURN_NANOS;
            boolean more = true;
            while (more && System.nanoTime() < end) {
                more = step.follow(); // one portion after the other, each in a transaction of its own
            }
            if (!more) {
                upToDateAt = System.nanoTime();
            }
            troubled = false;
        } catch (RuntimeException e) {
            report(e);
        }
    }

    // The next second tries again.
    private void report(RuntimeException e) {
        if (!troubled) {
            LOG.log(Level.WARNING, "customer_figures=behind", e);
        }
        troubled = true;
    }
}
