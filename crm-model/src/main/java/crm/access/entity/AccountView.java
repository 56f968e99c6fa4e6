package crm.access.entity;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * An account without its secrets.
 *
 * @param kind person or client
 * @param lastLoginAt and {@code lockedUntil}: told where accounts are listed, as they belong to no version
 */
public record AccountView(
        String name,
        String kind,
        Set<String> roles,
        boolean mustChangePassword,
        Instant createdAt,
        Instant changedAt,
        long version,
        Optional<Instant> lastLoginAt,
        Optional<Instant> lockedUntil) {

    public AccountView {
        roles = new TreeSet<>(roles);
    }

    public AccountView(
            String name,
            String kind,
            Set<String> roles,
            boolean mustChangePassword,
            Instant createdAt,
            Instant changedAt,
            long version) {
        this(name, kind, roles, mustChangePassword, createdAt, changedAt, version, Optional.empty(), Optional.empty());
    }

    /** The same with what belongs to no version. */
    public AccountView with(Optional<Instant> lastLogin, Optional<Instant> locked) {
        return new AccountView(name, kind, roles, mustChangePassword, createdAt, changedAt, version, lastLogin, locked);
    }

    public boolean isPerson() {
        return kind.equals(AccountKind.PERSON.key());
    }
}
