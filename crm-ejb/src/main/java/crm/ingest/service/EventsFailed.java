package crm.ingest.service;

import crm.ingest.entity.Event;
import jakarta.ejb.ApplicationException;
import java.util.Map;

/**
 * A handler cannot apply some of the events it was given, and says so in a way that leaves the transaction fit to go on: all
 * that it has done is in the database, or in entities of the transaction's persistence context, so that a savepoint from before
 * undoes it. It names the events at fault where it knows them. Whoever does not go on from a savepoint must roll back.
 */
@ApplicationException(rollback = false)
public class EventsFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Map<Event, Throwable> failed;

    /** Some of them, nobody knows which. */
    public EventsFailed(Throwable cause) {
        super("some events cannot be applied", cause);
        this.failed = Map.of();
    }

    /**
     * These, each for a reason of its own; there must be one.
     */
    public EventsFailed(Map<Event, ? extends Throwable> failed) {
        super(
                failed.size() + " events cannot be applied",
                failed.values().iterator().next());
        this.failed = Map.copyOf(failed);
    }

    /** Why each event at fault is, as far as that is known. */
    public Map<Event, Throwable> failed() {
        return failed;
    }
}
