package crm.profile.entity;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A wish to change attributes of a customer.
 *
 * @param attributes JSON object, a merge patch (RFC 7396): what is absent stays, {@code null} clears
 * @param seen the version of the profile that must still be there, if any must
 */
public record EditAttributes(String attributes, Optional<Long> seen) {

    public EditAttributes {
        requireNonNull(attributes, "attributes");
        requireNonNull(seen, "seen");
    }
}
