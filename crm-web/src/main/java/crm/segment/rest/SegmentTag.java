package crm.segment.rest;

import crm.segment.entity.SegmentSummary;
import crm.segment.entity.SegmentVersion;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Locale;
import java.util.Optional;

/**
 * Entity tags of segments: what people changed, a dot, and how far the server has come with it. Who writes must have seen what
 * people changed; that a version has begun to serve meanwhile is no reason to refuse.
 */
final class SegmentTag {

    private SegmentTag() {}

    static EntityTag of(SegmentSummary segment) {
        return new EntityTag(segment.revision() + "." + segment.state().word() + '.'
                + segment.serving().map(SegmentVersion::version).orElse(0) + '.'
                + segment.next()
                        .map(next -> next.version() + "-" + next.passed())
                        .orElse("0"));
    }

    /** Of what is answered with its size and its words; the revision is what {@code If-Match} looks at. */
    static EntityTag of(SegmentSummary segment, long members, Locale language) {
        return new EntityTag(of(segment).getValue() + "-" + members + "-" + language.toLanguageTag());
    }

    static EntityTag of(long revision) {
        return new EntityTag(revision + ".");
    }

    /**
     * The revision that must still be there.
     *
     * @param present empty if there is no segment
     * @throws crm.platform.rest.Refusal 412 if that is not so already, or if none must be there and one is
     */
    static Optional<Long> seen(HttpHeaders headers, Optional<SegmentSummary> present) {
        return SeenTag.of(headers, present.map(segment -> String.valueOf(segment.revision())))
                .map(Long::valueOf);
    }
}
