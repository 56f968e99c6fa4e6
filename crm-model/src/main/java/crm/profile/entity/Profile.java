package crm.profile.entity;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/**
 * One person as far as known, with the traits that are sums. Written set-based, together with the events that change it;
 * its row is the lock of all that belongs to it.
 */
@Entity
@Immutable
public class Profile {

    @Id
    private UUID id;

    private long version;
    private UUID mergedInto;
    private long events;
    private long orders;
    private BigDecimal items;
    private long products;
    private long refunds;
    private long interactions;
    private long consultations;
    private long transactions;
    private Instant firstOrderAt;
    private Instant lastOrderAt;
    private Instant firstSeenAt;
    private Instant lastSeenAt;

    protected Profile() {}

    public ProfileId id() {
        return new ProfileId(id);
    }

    /** Grows with every change. */
    public long version() {
        return version;
    }

    /** The profile that answers in its place. */
    public Optional<ProfileId> mergedInto() {
        return Optional.ofNullable(mergedInto).map(ProfileId::new);
    }

    public long events() {
        return events;
    }

    /** Completed ones, less those cancelled whole; so are items, products and the times of the first and last. */
    public long orders() {
        return orders;
    }

    public BigDecimal items() {
        return items;
    }

    public long products() {
        return products;
    }

    public long refunds() {
        return refunds;
    }

    public long interactions() {
        return interactions;
    }

    public long consultations() {
        return consultations;
    }

    public long transactions() {
        return transactions;
    }

    public Optional<Instant> firstOrderAt() {
        return Optional.ofNullable(firstOrderAt);
    }

    public Optional<Instant> lastOrderAt() {
        return Optional.ofNullable(lastOrderAt);
    }

    public Optional<Instant> firstSeenAt() {
        return Optional.ofNullable(firstSeenAt);
    }

    public Optional<Instant> lastSeenAt() {
        return Optional.ofNullable(lastSeenAt);
    }
}
