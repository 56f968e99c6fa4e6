package crm.profile.entity;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.math.BigDecimal;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** What a profile spent in one currency. */
@Entity
@Immutable
public class ProfileMoney {

    /** The condition on {@code m} that leaves out a currency of which nothing is left, as if it had never come. */
    public static final String SOMETHING = "(m.net <> 0 or m.gross <> 0 or m.orders <> 0)";

    @EmbeddedId
    private Key key;

    private BigDecimal net;
    private BigDecimal gross;
    private long orders;

    protected ProfileMoney() {}

    /** Money is kept apart by currency. */
    @Embeddable
    public record Key(UUID profileId, String currency) {}

    public ProfileId profileId() {
        return new ProfileId(key.profileId());
    }

    public String currency() {
        return key.currency();
    }

    /** Less refunds; may be negative. */
    public BigDecimal net() {
        return net;
    }

    /** Totals of the orders that are not cancelled. */
    public BigDecimal gross() {
        return gross;
    }

    public long orders() {
        return orders;
    }
}
