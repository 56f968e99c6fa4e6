package crm.platform.rest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Times in query parameters and bodies. */
public final class Times {

    private static final int LAST_YEAR = 9999;

    private Times() {}

    /**
     * Reads an RFC 3339 time.
     *
     * @param text may be null
     */
    public static Optional<Instant> parameter(String name, String text) {
        try {
            return Optional.ofNullable(text).map(Times::parse);
        } catch (DateTimeException e) {
            throw Refusal.parameter(
                    name, "bad_time", "A time is written like 2011-09-30T00:00:00Z (RFC 3339); write + as %2B.");
        }
    }

    /** Reads an RFC 3339 time in a body. */
    public static Instant field(String pointer, String text) {
        try {
            return parse(text);
        } catch (DateTimeException e) {
            throw Refusal.field(pointer, "bad_time", "A time is written like 2011-09-30T00:00:00Z (RFC 3339).");
        }
    }

    private static Instant parse(String text) {
        OffsetDateTime time = OffsetDateTime.parse(text);
        if (time.getYear() < 1 || time.getYear() > LAST_YEAR) {
            throw new DateTimeException("a year has four digits");
        }
        return time.toInstant();
    }
}
