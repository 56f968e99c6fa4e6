package crm.operations.entity;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * When a backlog was expected to be gone, and when it was.
 *
 * @param lag at that time
 * @param arrivalRate records per second, at that time
 * @param rate R of the group's members, at that time
 * @param drainSeconds from then on; empty for never
 * @param settledAt when it was gone or given up, empty while it is open
 * @param tookSeconds until it was gone, empty where it was not
 */
public record DrainPrediction(
        String group,
        Instant madeAt,
        long lag,
        double arrivalRate,
        double rate,
        OptionalDouble drainSeconds,
        Optional<Instant> settledAt,
        OptionalDouble tookSeconds) {

    /** By how much of what it took it was off, 0.1 for ten percent too long; empty where there is nothing to compare. */
    public OptionalDouble error() {
        return drainSeconds.isPresent() && tookSeconds.isPresent() && tookSeconds.getAsDouble() > 0
                ? OptionalDouble.of(
                        (drainSeconds.getAsDouble() - tookSeconds.getAsDouble()) / tookSeconds.getAsDouble())
                : OptionalDouble.empty();
    }
}
