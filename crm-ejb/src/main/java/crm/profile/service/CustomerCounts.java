package crm.profile.service;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts for all viewers together: however many look, one of them counts once in a few seconds, and the others see what
 * was counted last.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class CustomerCounts {

    private static final long FRESH_NANOS = Duration.ofSeconds(3).toNanos();

    private final ReentrantLock counting = new ReentrantLock();

    @PersistenceContext(unitName = "crm")
    private EntityManager entities;

    private volatile Counts counts;

    /**
     * What there is.
     *
     * @param customers profiles of whom more is known than that they visited
     * @param events applied
     * @param countedAt by {@link System#nanoTime()}
     */
    public record Counts(long customers, long events, long countedAt) {

        private boolean isFresh() {
            return System.nanoTime() - countedAt < FRESH_NANOS;
        }
    }

    /** The counts, some seconds old; only the first viewer of all waits for them. */
    public Counts now() {
        Counts known = counts;
        if (known != null && (known.isFresh() || !counting.tryLock())) {
            return known;
        } else if (known == null) {
            counting.lock();
        }
        try {
            return count();
        } finally {
            counting.unlock();
        }
    }

    private Counts count() {
        if (counts == null || !counts.isFresh()) {
            counts = new Counts(
                    number("select count(p) from Person p where p.known"),
                    number("select coalesce(sum(p.events), 0) from Profile p"),
                    System.nanoTime());
        }
        return counts;
    }

    private long number(String query) {
        return entities.createQuery(query, Long.class).getSingleResult();
    }
}
