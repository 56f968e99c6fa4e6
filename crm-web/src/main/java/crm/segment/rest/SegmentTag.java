package crm.segment.rest;

import crm.platform.rest.Problem;
import crm.platform.rest.Refusal;
import crm.segment.entity.SegmentSummary;
import crm.segment.entity.SegmentVersion;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Entity tags of segments: what people changed, a dot, and how far the server has come with it. Who writes must have seen what
 * people changed; that a version has begun to serve meanwhile is no reason to refuse.
 */
final class SegmentTag {

    private static final Pattern TAG = Pattern.compile("(W/)?\"([0-9]{1,18})(\\.[^\"]*)?\"");

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
     * @throws Refusal 412 if that is not so already, or if none must be there and one is
     */
    static Optional<Long> seen(HttpHeaders headers, Optional<SegmentSummary> present) {
        String none = headers.getHeaderString(HttpHeaders.IF_NONE_MATCH);
        if (none != null && none.strip().equals("*") && present.isPresent()) {
            throw unmet();
        }
        String match = headers.getHeaderString(HttpHeaders.IF_MATCH);
        if (match == null) {
            return Optional.empty();
        }
        long revision = present.map(SegmentSummary::revision).orElseThrow(SegmentTag::unmet);
        if (!match.strip().equals("*") && !names(match, revision)) {
            throw unmet();
        }
        return Optional.of(revision);
    }

    private static boolean names(String match, long revision) {
        Matcher tags = TAG.matcher(match);
        return tags.results().anyMatch(tag -> tag.group(1) == null && Long.parseLong(tag.group(2)) == revision);
    }

    private static Refusal unmet() {
        return new Refusal(Problem.of(
                412, "It is not the version that the header If-Match or If-None-Match names; read it again."));
    }
}
