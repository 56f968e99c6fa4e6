package crm.segment.worker;

import crm.ingest.service.Backlog;
import crm.platform.service.BusinessClock;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;

/**
 * How far all events have come. What is due waits while records wait that are older: after an outage nobody is told of a cart
 * that was bought further down the log.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Watermark {

    private static final String CAPABILITY = "profile";

    @EJB
    private Backlog backlog;

    @Inject
    private BusinessClock clock;

    /** By the clock of the business; empty while it is not known. */
    public Optional<Instant> reached() {
        Instant now = clock.instant();
        return backlog.appliedUntil(CAPABILITY).map(clock::at).map(until -> until.isBefore(now) ? until : now);
    }
}
