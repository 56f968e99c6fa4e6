package crm.profile.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import crm.platform.entity.ForeignCursor;
import crm.platform.entity.Sha256;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Where a page of a list ends, opaque to the outside. Holds ids and times, never what a list is sorted by, since names
 * must not stand in addresses; and a mark of the list it belongs to.
 */
public record Cursor(List<String> values) {

    private static final int MARK = 8;
    private static final String SEPARATOR = "\u001f";

    public static Cursor of(Object... values) {
        return new Cursor(Arrays.stream(values).map(String::valueOf).toList());
    }

    public String write(Object list) {
        String text = mark(list) + SEPARATOR + String.join(SEPARATOR, values);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    /**
     * Reads one back.
     *
     * @throws ForeignCursor if it was not written for this list with that many values
     */
    public static Cursor read(String cursor, Object list, int values) {
        String[] parts = decode(cursor).split(SEPARATOR, -1);
        if (parts.length != values + 1 || !parts[0].equals(mark(list))) {
            throw new ForeignCursor();
        }
        return new Cursor(List.of(parts).subList(1, parts.length));
    }

    private static String decode(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ForeignCursor();
        }
    }

    private static String mark(Object list) {
        byte[] hash = Sha256.of(list.toString());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, MARK));
    }
}
