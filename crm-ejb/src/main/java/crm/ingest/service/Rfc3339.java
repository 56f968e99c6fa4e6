package crm.ingest.service;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Times as RFC 3339 writes them, with an offset. Written by hand since every event has one: several times as fast as a
 * formatter, and strict where {@link Instant#parse} is not. Keeps microseconds, like the database; finer digits are cut
 * off. A leap second is the second before it.
 */
final class Rfc3339 {

    private static final String SHAPE = "0000-00-00T00:00:00";
    private static final long FIRST = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    private static final int SECONDS_OF_DAY = 86_400;

    private final String text;
    private int at = SHAPE.length();

    private Rfc3339(String text) {
        this.text = text;
    }

    /** Empty if the text is no such time, or one outside the years 1 to 9999. */
    static Optional<Instant> parse(String text) {
        return hasShape(text) ? new Rfc3339(text).instant() : Optional.empty();
    }

    private static boolean hasShape(String text) {
        if (text.length() <= SHAPE.length()) {
            return false;
        }
        for (int i = 0; i < SHAPE.length(); i++) {
            char expected = SHAPE.charAt(i);
            char c = text.charAt(i);
            boolean fits = switch (expected) {
                case '0' -> isDigit(c);
                case 'T' -> c == 'T' || c == 't' || c == ' ';
                default -> c == expected;
            };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private Optional<Instant> instant() {
        int hour = two(11);
        int minute = two(14);
        int second = two(17);
        if (hour > 23 || minute > 59 || second > 60) {
            return Optional.empty();
        }
        long micros = fraction();
        Optional<Integer> offset = micros < 0 ? Optional.empty() : offset();
        if (offset.isEmpty()) {
            return Optional.empty();
        }
        boolean leap = second == 60;
        long time = hour * 3600L + minute * 60L + (leap ? 59 : second) - offset.get();
        if (leap && Math.floorMod(time, SECONDS_OF_DAY) != SECONDS_OF_DAY - 1) {
            return Optional.empty();
        }
        return date().map(day -> day * SECONDS_OF_DAY + time)
                .filter(seconds -> seconds >= FIRST && seconds <= LAST)
                .map(seconds -> Instant.ofEpochSecond(seconds, micros * 1000));
    }

    private Optional<Long> date() {
        try {
            return Optional.of(
                    LocalDate.of(two(0) * 100 + two(2), two(5), two(8)).toEpochDay());
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    /** Microseconds, or -1 for a point without digits. */
    private long fraction() {
        if (text.charAt(at) != '.') {
            return 0;
        }
        long micros = 0;
        int digits = 0;
        for (at++; at < text.length() && isDigit(text.charAt(at)); at++, digits++) {
            if (digits < 6) {
                micros = micros * 10 + digit(at);
            }
        }
        for (int i = digits; i < 6; i++) {
            micros *= 10;
        }
        return digits == 0 ? -1 : micros;
    }

    /** Seconds east of UTC; empty if what is left is no offset. */
    private Optional<Integer> offset() {
        int left = text.length() - at;
        char sign = left == 0 ? '?' : text.charAt(at);
        if (left == 1 && (sign == 'Z' || sign == 'z')) {
            return Optional.of(0);
        }
        if (left != 6 || (sign != '+' && sign != '-') || !isOffset(at + 1)) {
            return Optional.empty();
        }
        int seconds = two(at + 1) * 3600 + two(at + 4) * 60;
        return Optional.of(sign == '-' ? -seconds : seconds);
    }

    private boolean isOffset(int from) {
        return isDigit(text.charAt(from))
                && isDigit(text.charAt(from + 1))
                && text.charAt(from + 2) == ':'
                && isDigit(text.charAt(from + 3))
                && isDigit(text.charAt(from + 4))
                && two(from) <= 23
                && two(from + 3) <= 59;
    }

    private int two(int from) {
        return digit(from) * 10 + digit(from + 1);
    }

    private int digit(int index) {
        return text.charAt(index) - '0';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
