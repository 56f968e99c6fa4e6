package crm.condition.language;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** ISO 8601 durations of fixed length: a day has 24 hours, a week seven of them, months and years are not of fixed length. */
final class Durations {

    static final Duration MOST = Duration.ofDays(36_525);

    private static final Pattern WEEKS = Pattern.compile("P(\\d{1,4})W");
    private static final Pattern OTHERS =
            Pattern.compile("P(?=.)(\\d{1,9}D)?(T(?=.)(\\d{1,9}H)?(\\d{1,9}M)?(\\d{1,12}(\\.\\d{1,6})?S)?)?");

    private Durations() {}

    static Optional<Duration> parse(String text) {
        var weeks = WEEKS.matcher(text);
        if (weeks.matches()) {
            return Optional.of(Duration.ofDays(7L * Integer.parseInt(weeks.group(1))));
        }
        if (!OTHERS.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeException | ArithmeticException beyond) {
            return Optional.empty();
        }
    }

    /** As {@code P30D} or {@code P1DT2H}, while Java would say {@code PT720H}. */
    static String text(Duration duration) {
        long days = duration.toDays();
        Duration rest = duration.minusDays(days);
        if (rest.isZero()) {
            return "P" + days + "D";
        }
        return days == 0 ? rest.toString() : "P" + days + "D" + rest.toString().substring(1);
    }
}
