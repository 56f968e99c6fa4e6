package crm.profile.entity;

import crm.ingest.entity.Identity;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A name of a profile; several profiles may share one unless its namespace is unique. */
@Entity
@Immutable
@Table(name = "identity")
public class ProfileIdentity {

    @EmbeddedId
    private Key key;

    protected ProfileIdentity() {}

    /** A profile has a name once. */
    @Embeddable
    public record Key(String namespace, String value, UUID profileId) {}

    public ProfileId profileId() {
        return new ProfileId(key.profileId());
    }

    public Identity identity() {
        return new Identity(key.namespace(), key.value());
    }
}
