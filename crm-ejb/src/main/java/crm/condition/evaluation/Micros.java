package crm.condition.evaluation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Instants as microseconds since 1970, which is as fine as times of events are. Comparing and adding them costs nothing
 * where thousands are.
 */
public final class Micros {

    /** Later than all instants. */
    public static final long NEVER = Long.MAX_VALUE;

    /** Earlier than all instants. */
    public static final long ALWAYS = Long.MIN_VALUE;

    private static final long PER_SECOND = 1_000_000;

    private Micros() {}

    /** Finer digits are cut off. */
    public static long of(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), PER_SECOND), instant.getNano() / 1_000);
    }

    public static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * 1_000);
    }

    static long of(Duration span) {
        return span.getSeconds() * PER_SECOND + span.getNano() / 1_000;
    }

    /** @param span not negative */
    static long plus(long at, long span) {
        return at > NEVER - span ? NEVER : at + span;
    }

    static long startOf(LocalDate day, ZoneId zone) {
        return of(day.atStartOfDay(zone).toInstant());
    }

    /**
     * The day that has begun last. Where clocks are set back over midnight the calendar would go back to the day before; a day
     * that has begun goes on.
     */
    static LocalDate day(long at, ZoneId zone) {
        LocalDate day = LocalDate.ofInstant(instant(at), zone);
        LocalDate next = day.plusDays(1);
        return startOf(next, zone) <= at ? next : day;
    }
}
