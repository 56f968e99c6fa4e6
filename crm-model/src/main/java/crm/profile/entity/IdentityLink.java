package crm.profile.entity;

import crm.ingest.entity.Identity;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** An event said at an instant that a visitor is a customer. */
@Entity
@Immutable
public class IdentityLink {

    @EmbeddedId
    private Key key;

    private UUID profileId;

    protected IdentityLink() {}

    /** An event says it once. */
    @Embeddable
    public record Key(
            String namespace,
            String value,
            Instant at,
            String source,
            @Column(name = "event_id") String eventId) {}

    /** Who visited. */
    public Identity visitor() {
        return new Identity(key.namespace(), key.value());
    }

    /** The customer's. */
    public ProfileId profileId() {
        return new ProfileId(profileId);
    }
}
