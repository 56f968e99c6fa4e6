package crm.platform.rest;

import java.util.OptionalInt;

/** How long a page of a list may be. */
public final class Limit {

    private static final int DEFAULT = 50;
    private static final int MOST = 500;
    private static final String RULE = "A limit is a whole number from 1 to " + MOST + ".";

    private Limit() {}

    /**
     * Reads the query parameter {@code limit}.
     *
     * @param text may be null
     */
    public static int of(String text) {
        if (text == null) {
            return DEFAULT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // told below, as for a number out of range
        }
        throw Refusal.parameter("limit", "bad_limit", RULE);
    }

    /** Checks the field {@code limit} of a body. */
    public static int of(OptionalInt limit) {
        int wished = limit.orElse(DEFAULT);
        if (wished < 1 || wished > MOST) {
            throw Refusal.field("/limit", "bad_limit", RULE);
        }
        return wished;
    }
}
