package crm.operations.rest;

import crm.platform.rest.Refusal;
import java.util.Optional;

/** Why a dead letter shall have no effect. */
record DiscardReason(Optional<String> reason) {

    private static final int LONGEST = 500;

    /** The reason, which must be one. */
    static String of(Optional<String> reason) {
        String said = reason.map(String::strip).orElse("");
        if (said.isEmpty()) {
            throw Refusal.field("/reason", "missing_field", "Say why, in a few words and without naming the customer.");
        } else if (said.length() > LONGEST || said.indexOf('\0') >= 0) {
            throw Refusal.field("/reason", "too_long", "At most " + LONGEST + " characters, without U+0000.");
        }
        return said;
    }
}
