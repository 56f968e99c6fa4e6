package crm.profile.entity;

import java.time.Instant;
import java.util.Optional;

/**
 * How far the publishing of profiles is.
 *
 * @param backlog changes not published yet, counted up to {@link #MANY}
 * @param waitingSince when the oldest of those was made, empty without one
 * @param publishedAt when profiles were last known to have been published
 * @param published records so far, those that say that a profile is gone among them
 */
public record RelayStatus(long backlog, Optional<Instant> waitingSince, Optional<Instant> publishedAt, long published) {

    public static final int MANY = 100_000;
}
