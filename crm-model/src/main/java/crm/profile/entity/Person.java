package crm.profile.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Immutable;

/** What is said of a profile and changes seldom: attributes and consents, and what lists and searches need of them. */
@Entity
@Immutable
public class Person {

    @Id
    private UUID profileId;

    /** False for visitors, whom lists and searches leave out. */
    private boolean known;

    private String customerId;
    private String name;
    private String email;
    private String phone;
    private String country;
    private String sortName;
    private String search;

    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(read = "cast(attributes as text)", write = "cast(? as jsonb)")
    private String attributes;

    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(read = "cast(consents as text)", write = "cast(? as jsonb)")
    private String consents;

    private Instant createdAt;

    protected Person() {}

    public ProfileId profileId() {
        return new ProfileId(profileId);
    }

    public boolean known() {
        return known;
    }

    public Optional<String> customerId() {
        return Optional.ofNullable(customerId);
    }

    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    public Optional<String> email() {
        return Optional.ofNullable(email);
    }

    public Optional<String> phone() {
        return Optional.ofNullable(phone);
    }

    public Optional<String> country() {
        return Optional.ofNullable(country);
    }

    /** Lower case; the customer id where there is no name. */
    public String sortName() {
        return sortName;
    }

    /** Lower case, everything that a search looks into. */
    public String search() {
        return search;
    }

    /** JSON, see the store of the profiles. */
    public String attributes() {
        return attributes;
    }

    /** JSON, see the store of the profiles. */
    public String consents() {
        return consents;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
