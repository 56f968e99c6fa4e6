package crm.privacy.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import crm.platform.entity.ForeignCursor;
import crm.platform.entity.Sha256;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/** Where a page of the trail ends, for those who go on with the same search. */
record Place(Instant at, long seq) {

    private static final int MARK = 8;
    private static final String SEPARATOR = "\u001f";

    /** As a cursor, opaque to the outside, with a mark of the search it belongs to. */
    String write(String search) {
        String text = String.join(SEPARATOR, mark(search), at.toString(), String.valueOf(seq));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    /**
     * Reads a cursor.
     *
     * @throws ForeignCursor if it was not written here for this search
     */
    static Place read(String cursor, String search) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(cursor), UTF_8).split(SEPARATOR, -1);
            if (parts.length == 3 && parts[0].equals(mark(search))) {
                return new Place(Instant.parse(parts[1]), Long.parseLong(parts[2]));
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            // told below, as for a text that is no place
        }
        throw new ForeignCursor();
    }

    private static String mark(String search) {
        byte[] hash = Sha256.of("audit" + search);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, MARK));
    }
}
