package crm.segment.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import crm.platform.rest.Json;
import crm.segment.entity.SegmentState;
import crm.segment.entity.SegmentSummary;
import crm.segment.entity.SegmentVersion;
import java.time.Instant;
import java.util.Optional;

/**
 * A segment as it is told: its definition and what became of it.
 *
 * @param version that the definition is of
 * @param members how many there are now
 * @param next a version that is about to follow
 * @param draft a version that is not published, if it is not the one that is told
 */
record SegmentView(
        String key,
        String name,
        Optional<String> description,
        String timezone,
        Optional<JsonNode> where,
        int version,
        String state,
        Optional<String> words,
        long members,
        Instant publishedAt,
        String publishedBy,
        Optional<Following> next,
        Optional<Integer> draft) {

    /** A version that all profiles are asked about, and of how many that is done. */
    record Following(int version, String state, long profiles) {}

    /** With its condition, and that in words. */
    static SegmentView whole(SegmentSummary segment, SegmentVersion shown, long members, String words) {
        return of(segment, shown, members, Optional.of(words));
    }

    /** As one of a list. */
    static SegmentView listed(SegmentSummary segment, SegmentVersion shown, long members) {
        return of(segment, shown, members, Optional.empty());
    }

    private static SegmentView of(SegmentSummary segment, SegmentVersion shown, long members, Optional<String> words) {
        JsonNode definition = definition(shown);
        return new SegmentView(
                segment.key(),
                definition.path("name").asText(),
                Optional.ofNullable(definition.path("description").textValue()),
                definition.path("timezone").asText("UTC"),
                words.map(whole -> definition.path("where")),
                shown.version(),
                segment.state().word(),
                words,
                members,
                shown.publishedAt(),
                shown.publishedBy(),
                segment.next()
                        .map(next -> new Following(next.version(), SegmentState.BACKFILLING.word(), next.passed())),
                segment.draft().map(SegmentVersion::version).filter(draft -> draft != shown.version()));
    }

    static JsonNode definition(SegmentVersion version) {
        try {
            return Json.mapper().readTree(version.definition());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored definition", e);
        }
    }
}
