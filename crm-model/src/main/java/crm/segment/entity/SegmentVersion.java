package crm.segment.entity;

import java.time.Instant;
import java.util.Optional;

/**
 * A version of a segment.
 *
 * @param definition as JSON
 * @param state {@code DRAFT} also for one that was replaced before it was ever in force
 * @param from since when it is or was in force, by the clock of the business
 * @param until when another took its place
 * @param passed how many profiles were asked so far, while that is being done
 */
public record SegmentVersion(
        String key,
        int version,
        String definition,
        SegmentState state,
        Instant publishedAt,
        String publishedBy,
        Optional<Instant> from,
        Optional<Instant> until,
        long passed) {}
