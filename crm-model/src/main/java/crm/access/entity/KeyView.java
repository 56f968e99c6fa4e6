package crm.access.entity;

import java.time.Instant;
import java.util.Optional;

/**
 * A key without its secret.
 *
 * @param lastUsedAt to within some minutes
 */
public record KeyView(
        String id,
        String label,
        Instant createdAt,
        String createdBy,
        Optional<Instant> expiresAt,
        Optional<Instant> lastUsedAt) {

    public boolean isOver(Instant now) {
        return expiresAt.filter(end -> !now.isBefore(end)).isPresent();
    }
}
