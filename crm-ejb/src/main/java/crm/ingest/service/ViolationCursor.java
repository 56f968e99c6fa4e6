package crm.ingest.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import crm.platform.entity.ForeignCursor;
import crm.platform.entity.Sha256;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a page of violations ends, opaque to the outside; with a mark of what the list is narrowed to.
 *
 * @param type only of events of this type
 * @param source only of events from this source
 */
record ViolationCursor(Optional<String> type, Optional<String> source) {

    private static final String PREFIX = "violation";
    private static final int MARK = 8;

    String after(long id) {
        String text = PREFIX + ' ' + mark() + ' ' + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    /** @throws ForeignCursor if the cursor was not given out for this list */
    long id(String cursor) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(cursor), UTF_8).split(" ", -1);
            if (parts.length == 3 && parts[0].equals(PREFIX) && parts[1].equals(mark())) {
                return Long.parseLong(parts[2]);
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new ForeignCursor();
    }

    private String mark() {
        byte[] hash = Sha256.of(part(type) + part(source));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, MARK));
    }

    /** With its length, so that no two lists are marked alike. */
    private static String part(Optional<String> value) {
        return value.map(text -> text.length() + ":" + text).orElse("-");
    }
}
