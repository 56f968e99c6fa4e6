package crm.profile.entity;

import crm.ingest.entity.Stamp;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Immutable;

/** An applied event, under the profile it belongs to now. */
@Entity
@Immutable
@Table(name = "event")
public class TimelineEvent {

    @EmbeddedId
    private Key key;

    private UUID profileId;
    private Instant at;
    private String type;

    /** The identity it came under, {@code namespace:value}, the value sealed where it is personal. */
    private String subject;

    /** Whether that identity may turn out to be a customer's. */
    private boolean linkable;

    private boolean backfill;

    @Column(columnDefinition = "json")
    @ColumnTransformer(read = "cast(data as text)", write = "cast(? as json)")
    private String data;

    protected TimelineEvent() {}

    /** The identity of an event, kept single by claims. */
    @Embeddable
    public record Key(String source, String id) {}

    public Stamp stamp() {
        return new Stamp(at, key.source(), key.id());
    }

    public ProfileId profileId() {
        return new ProfileId(profileId);
    }

    public String type() {
        return type;
    }

    public String subject() {
        return subject;
    }

    public boolean linkable() {
        return linkable;
    }

    public boolean backfill() {
        return backfill;
    }

    /** JSON, what is personal in it sealed. */
    public String data() {
        return data;
    }
}
