package crm.ingest.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import crm.platform.entity.ForeignCursor;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

/** Where a page of violations goes on: after the one last seen at this time. */
record LatestCursor(Instant at, long id) {

    private static final String PREFIX = "violation";

    static LatestCursor read(String cursor) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(cursor), UTF_8).split(" ", -1);
            if (parts.length == 3 && parts[0].equals(PREFIX)) {
                return new LatestCursor(Instant.parse(parts[1]), Long.parseLong(parts[2]));
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            // told below
        }
        throw new ForeignCursor();
    }

    String write() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((PREFIX + ' ' + at + ' ' + id).getBytes(UTF_8));
    }
}
