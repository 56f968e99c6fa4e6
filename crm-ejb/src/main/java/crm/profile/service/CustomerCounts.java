package crm.profile.service;

import jakarta.ejb.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;

/** Counts for all viewers together: however many look, the database counts once in a few seconds. */
@Singleton
public class CustomerCounts {

    private static final long FRESH_NANOS = Duration.ofSeconds(3).toNanos();

    @PersistenceContext(unitName = "crm")
    private EntityManager entities;

    private Counts counts;
    private long countedAt;

    /**
     * What there is.
     *
     * @param customers profiles of whom more is known than that they visited
     * @param events applied
     */
    public record Counts(long customers, long events) {}

    /** The counts, at most some seconds old. */
    public Counts now() {
        if (counts == null || System.nanoTime() - countedAt > FRESH_NANOS) {
            counts = new Counts(
                    count("select count(p) from Person p where p.known"),
                    count("select coalesce(sum(p.events), 0) from Profile p"));
            countedAt = System.nanoTime();
        }
        return counts;
    }

    private long count(String query) {
        return entities.createQuery(query, Long.class).getSingleResult();
    }
}
