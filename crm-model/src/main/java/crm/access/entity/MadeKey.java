package crm.access.entity;

import java.time.Instant;
import java.util.Optional;

/**
 * A new key.
 *
 * @param key the key itself, which nobody can be told a second time
 */
public record MadeKey(String id, String key, String label, Instant createdAt, Optional<Instant> expiresAt) {

    public static MadeKey of(KeySecret secret, KeyView view) {
        return new MadeKey(view.id(), secret.reveal(), view.label(), view.createdAt(), view.expiresAt());
    }

    /** Does not show the key. */
    @Override
    public String toString() {
        return "MadeKey[" + id + ']';
    }
}
