package crm.segment.rest;

import com.fasterxml.jackson.databind.JsonNode;
import crm.segment.entity.SegmentVersion;
import java.time.Instant;
import java.util.Optional;

/**
 * A version of a segment.
 *
 * @param from since when it is or was in force, by the clock of the business
 */
record VersionView(
        int version,
        String state,
        JsonNode definition,
        Instant publishedAt,
        String publishedBy,
        Optional<Instant> from,
        Optional<Instant> until,
        long profiles) {

    static VersionView of(SegmentVersion version) {
        return new VersionView(
                version.version(),
                version.state().word(),
                SegmentView.definition(version),
                version.publishedAt(),
                version.publishedBy(),
                version.from(),
                version.until(),
                version.passed());
    }
}
