package crm.segment.rest;

import crm.platform.rest.Refusal;
import crm.segment.service.ClusterService;
import java.util.Optional;

/** What somebody calls a group; null or blank for what stands out. */
record ClusterNameBody(Optional<String> name) {

    static String wanted(ClusterNameBody body) {
        if (body == null) {
            throw Refusal.field("/name", "missing_field", "Say what it shall be called, or null for what stands out.");
        }
        String name = body.name().orElse("").strip();
        if (name.codePointCount(0, name.length()) > ClusterService.LONGEST_NAME || name.indexOf('\0') >= 0) {
            throw Refusal.field(
                    "/name", "too_long", "At most " + ClusterService.LONGEST_NAME + " characters, without U+0000.");
        }
        return name;
    }
}
