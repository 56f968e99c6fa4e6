package crm.segment.rest;

import crm.platform.rest.Problem;
import crm.platform.rest.Refusal;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Entity tags that begin with what people changed, and go on after a dot with what the server has come to. Who writes must have
 * seen the first.
 */
final class SeenTag {

    private static final Pattern TAG = Pattern.compile("(W/)?\"([^\".]{1,60})(\\.[^\"]*)?\"");

    private SeenTag() {}

    /**
     * The revision that must still be there.
     *
     * @param present empty if there is nothing yet
     * @throws Refusal 412 if that is not so already, or if nothing must be there and something is
     */
    static Optional<String> of(HttpHeaders headers, Optional<String> present) {
        String none = headers.getHeaderString(HttpHeaders.IF_NONE_MATCH);
        if (none != null && none.strip().equals("*") && present.isPresent()) {
            throw unmet();
        }
        String match = headers.getHeaderString(HttpHeaders.IF_MATCH);
        if (match == null) {
            return Optional.empty();
        }
        String revision = present.orElseThrow(SeenTag::unmet);
        if (!match.strip().equals("*") && !names(match, revision)) {
            throw unmet();
        }
        return Optional.of(revision);
    }

    private static boolean names(String match, String revision) {
        Matcher tags = TAG.matcher(match);
        return tags.results()
                .anyMatch(tag -> tag.group(1) == null && tag.group(2).equals(revision));
    }

    private static Refusal unmet() {
        return new Refusal(Problem.of(
                412, "It is not the version that the header If-Match or If-None-Match names; read it again."));
    }
}
