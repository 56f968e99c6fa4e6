package crm.profile.service;

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
 * Lets what customers are sorted and filtered by follow their profiles, within seconds. It takes at most half of one
 * connection's time, and in a flood of events only a portion a second: the same customers change again and again then, so
 * the flood goes first and lists catch up behind it.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CustomerFigures {

    private static final Logger LOG = System.getLogger(CustomerFigures.class.getName());
    /** So many changes in a second, and no end to be seen. */
    private static final long FLOOD = 5000;

    private static final long TURN_NANOS = Duration.ofMillis(500).toNanos();

    @Inject
    private DatabaseSchema schema;

    @EJB
    private CustomerFiguresStep step;

    private boolean troubled;
    private long left;

    /** Follows what has changed since the last second. */
    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void follow() {
        if (!schema.ready()) {
            return;
        }
        try {
            boolean flood = step.waiting() - left > FLOOD;
            long end = System.nanoTime() + TURN_NANOS;
            while (step.follow() && !flood && System.nanoTime() < end) {
                // one portion after the other, each in a transaction of its own
            }
            left = step.waiting();
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
