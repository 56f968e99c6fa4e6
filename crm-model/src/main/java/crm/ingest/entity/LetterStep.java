package crm.ingest.entity;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that somebody did with a dead letter.
 *
 * @param action {@code edited}, {@code replayed}, {@code refused} or {@code discarded}
 * @param reason why it was refused once more
 */
public record LetterStep(Instant at, String actor, String action, Optional<Rejection> reason) {}
