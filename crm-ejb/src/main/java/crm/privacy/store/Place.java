package crm.privacy.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import crm.platform.entity.ForeignCursor;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

/** Where a page of the trail ends; it holds for every search, as all have the same order. */
public record Place(Instant at, long seq) {

    private static final String PREFIX = "audit";
    private static final String SEPARATOR = "\u001f";

    /** As a cursor, opaque to the outside. */
    String write() {
        String text = String.join(SEPARATOR, PREFIX, at.toString(), String.valueOf(seq));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    /**
     * Reads a cursor.
     *
     * @throws ForeignCursor if it was not written here
     */
    public static Place read(String cursor) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(cursor), UTF_8).split(SEPARATOR, -1);
            if (parts.length == 3 && parts[0].equals(PREFIX)) {
                return new Place(Instant.parse(parts[1]), Long.parseLong(parts[2]));
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            // told below, as for a text that is no place
        }
        throw new ForeignCursor();
    }
}
