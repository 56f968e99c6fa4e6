package crm.access.entity;

import java.time.Instant;
import java.util.Optional;

/**
 * The wish for a key.
 *
 * @param label what it is for, may be null as it came
 * @param expiresAt absent: never
 */
public record MakeKey(String label, Optional<Instant> expiresAt) {}
