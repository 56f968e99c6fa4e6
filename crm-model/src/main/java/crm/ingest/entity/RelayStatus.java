package crm.ingest.entity;

import java.time.Instant;
import java.util.Optional;

/**
 * How far the publishing on a topic is.
 *
 * @param backlog changes not published yet, counted up to {@link #MANY}
 * @param waitingSince when the oldest of those was made, empty without one
 * @param publishedAt when records were last known to have been published
 * @param published records so far, those that say that something is gone among them
 */
public record RelayStatus(long backlog, Optional<Instant> waitingSince, Optional<Instant> publishedAt, long published) {

    public static final int MANY = 100_000;
}
