package crm.operations.page;

import crm.ingest.entity.DeadLetterFilter;
import crm.ingest.entity.ReplayProgress;
import crm.ingest.service.DeadLetterReplays;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.SessionScoped;
import java.io.Serializable;
import java.util.Optional;

/**
 * A replay of many, step by step; the page goes on with it. Kept in the session, so that no link from elsewhere can go on
 * with one.
 */
@SessionScoped
public class ReplayRun implements Serializable {

    private static final long serialVersionUID = 1L;

    @EJB
    private transient DeadLetterReplays replays;

    private transient DeadLetterFilter filter;
    private transient String next;
    private int replayed;
    private int known;
    private int refused;
    private long remaining;
    private boolean begun;
    private boolean told;

    void begin(DeadLetterFilter which) {
        filter = which;
        next = null;
        replayed = 0;
        known = 0;
        refused = 0;
        begun = true;
        told = false;
        goOn();
    }

    void goOn() {
        if (filter == null) {
            return;
        }
        ReplayProgress step = replays.replay(filter, Optional.ofNullable(next));
        replayed += step.replayed();
        known += step.known();
        refused += step.stillRefused();
        remaining = step.remaining();
        next = step.next().orElse(null);
        if (next == null) {
            filter = null;
        }
    }

    /** Leaves the rest as it is. */
    void stop() {
        filter = null;
        next = null;
    }

    /** Somebody is told how it goes; once it has ended only the first time. */
    void tell() {
        if (told) {
            forget();
        }
        told = begun && !running();
    }

    void forget() {
        stop();
        begun = false;
        told = false;
    }

    boolean begun() {
        return begun;
    }

    boolean running() {
        return filter != null;
    }

    int replayed() {
        return replayed;
    }

    int known() {
        return known;
    }

    int refused() {
        return refused;
    }

    long remaining() {
        return remaining;
    }
}
