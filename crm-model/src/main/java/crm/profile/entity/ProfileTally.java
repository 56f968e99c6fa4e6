package crm.profile.entity;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** How many uncancelled orders of a profile hold a product, have a category, came by a channel; how much a conversation. */
@Entity
@Immutable
public class ProfileTally {

    @EmbeddedId
    private Key key;

    private long n;

    protected ProfileTally() {}

    /**
     * A profile counts an item once.
     *
     * @param kind {@code product}, {@code category}, {@code channel} or {@code conversation}
     */
    @Embeddable
    public record Key(UUID profileId, String kind, String item) {}

    public String item() {
        return key.item();
    }

    public long count() {
        return n;
    }
}
