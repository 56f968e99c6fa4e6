package crm.privacy.service;

import crm.privacy.entity.LookNotWritten;
import crm.privacy.store.Deed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** The looks of this node on their way into the trail, many in one transaction. Thread-safe. */
@ApplicationScoped
public class Looks {

    private static final int AT_ONCE = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @EJB
    private TrailTransaction transaction;

    private final GroupCommit<Deed> group = new GroupCommit<>(looks -> transaction.write(looks), AT_ONCE, PATIENCE);

    /**
     * Returns when the look is durable.
     *
     * @throws LookNotWritten if it is not
     */
    void write(Deed look) {
        try {
            group.write(look);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LookNotWritten(e);
        } catch (TimeoutException | RuntimeException e) {
            throw new LookNotWritten(e);
        }
    }
}
