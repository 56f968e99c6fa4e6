package crm.condition.evaluation;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether a condition holds of a profile at an instant.
 *
 * @param until in {@link Micros}: the first later instant at which it does no more, or does, if nothing else happens than is
 *     known; {@link Micros#NEVER} if it stays so. Of very long histories it may be an earlier instant, at which to ask again; it
 *     is never a later one
 */
public record Verdict(boolean member, long until) {

    /** Empty if it stays so. */
    public Optional<Instant> validUntil() {
        return until == Micros.NEVER ? Optional.empty() : Optional.of(Micros.instant(until));
    }
}
