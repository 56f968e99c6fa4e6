package crm.privacy.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;

/**
 * What somebody did, ready to be written down; its place in the chain is not known yet.
 *
 * @param at by the wall clock, to the microsecond, which is what the database keeps
 * @param details JSON object of texts
 * @param personal JSON object of keyed digests
 */
public record Deed(Instant at, String actor, String action, String object, String details, String personal) {

    /** What the indexes of the table hold for certain. */
    private static final int LONGEST = 500;

    /** In a form that the database gives back as it is, so that its hash can be computed again. */
    public static Deed of(
            Instant at,
            String actor,
            String action,
            String object,
            SortedMap<String, String> details,
            SortedMap<String, String> digests) {
        return new Deed(
                at.truncatedTo(ChronoUnit.MICROS),
                cut(storable(actor)),
                cut(storable(action)),
                cut(storable(object)),
                Texts.json(details),
                Texts.json(digests));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST / 2 - 1)) + '…';
    }

    /** Without U+0000, which it refuses, and without halves of characters. */
    static String storable(String text) {
        return new String(text.replace('\0', '\uFFFD').getBytes(UTF_8), UTF_8);
    }
}
