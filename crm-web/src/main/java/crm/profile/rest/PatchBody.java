package crm.profile.rest;

import com.fasterxml.jackson.databind.JsonNode;
import crm.platform.rest.Refusal;
import crm.profile.entity.EditAttributes;
import java.util.Optional;

/**
 * The body of an edit.
 *
 * @param attributes a merge patch (RFC 7396)
 */
record PatchBody(JsonNode attributes) {

    private static final String ANY = "*";

    static PatchBody of(PatchBody sent) {
        if (sent == null || sent.attributes() == null || sent.attributes().isNull()) {
            throw Refusal.field("/attributes", "missing_field", "Send the attributes that change.");
        }
        return sent;
    }

    /**
     * The edit.
     *
     * @param ifMatch the header of the request, null without one
     * @param version that the header was held against
     */
    EditAttributes edit(String ifMatch, long version) {
        boolean any = ifMatch == null || ifMatch.strip().equals(ANY);
        return new EditAttributes(attributes.toString(), any ? Optional.empty() : Optional.of(version));
    }
}
