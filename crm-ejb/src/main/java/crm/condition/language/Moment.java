package crm.condition.language;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** A point in time as people write it: an instant (RFC 3339, to the microsecond), or a day, which begins in some zone. */
public sealed interface Moment {

    record At(Instant instant) implements Moment {

        public At {
            instant = instant.truncatedTo(ChronoUnit.MICROS);
        }

        @Override
        public Instant in(ZoneId zone) {
            return instant;
        }

        @Override
        public LocalDate day(ZoneId zone) {
            return LocalDate.ofInstant(instant, zone);
        }

        @Override
        public String toString() {
            return instant.toString();
        }
    }

    record Day(LocalDate date) implements Moment {

        @Override
        public Instant in(ZoneId zone) {
            return date.atStartOfDay(zone).toInstant();
        }

        @Override
        public LocalDate day(ZoneId zone) {
            return date;
        }

        @Override
        public String toString() {
            return date.toString();
        }
    }

    /** The instant; of a day, the one at which it begins in the zone. */
    Instant in(ZoneId zone);

    /** The day; of an instant, the one it is in in the zone. */
    LocalDate day(ZoneId zone);

    /** Empty if the text is neither {@code 2026-01-31} nor {@code 2026-01-31T12:00:00Z}, with any offset. */
    static Optional<Moment> parse(String text) {
        if (!looksLikeOne(text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    text.length() == DATE
                            ? new Day(LocalDate.parse(text))
                            : new At(OffsetDateTime.parse(text).toInstant()));
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    int DATE = "0000-00-00".length();

    /** Spares most texts an exception. */
    private static boolean looksLikeOne(String text) {
        return text.length() >= DATE
                && text.length() <= 40
                && text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && Character.isDigit(text.charAt(0))
                && Character.isDigit(text.charAt(9));
    }
}
