package crm.profile.entity;

import static java.util.Objects.requireNonNull;

import crm.ingest.entity.Identity;
import java.util.UUID;

/**
 * Id of a profile. It follows from the identity that the profile was made for, so whoever meets a customer first gives
 * the same id (a version 8 UUID of RFC 9562 over SHA-256 of the identity).
 */
public record ProfileId(UUID value) implements Comparable<ProfileId> {

    public ProfileId {
        requireNonNull(value, "value");
    }

    public static ProfileId of(Identity identity) {
        return new ProfileId(identity.id());
    }

    /** The order in which PostgreSQL sorts UUIDs, unsigned, so that all lock in the same order. */
    @Override
    public int compareTo(ProfileId other) {
        int order = Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
        return order != 0
                ? order
                : Long.compareUnsigned(value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
