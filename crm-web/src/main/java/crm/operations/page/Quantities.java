package crm.operations.page;

import crm.platform.page.Numbers;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.ResourceBundle;

/** Numbers, times and lists of operators' pages, in the language of the page. */
@Named("quantity")
@RequestScoped
public class Quantities {

    private static final String UNKNOWN = "–";
    private static final double AN_HOUR = 3600;
    private static final double A_DAY = 86_400;
    private static final double LONG = 7200;

    @Inject
    private FacesContext faces;

    ResourceBundle texts() {
        return faces.getApplication().getResourceBundle(faces, "msg");
    }

    Locale locale() {
        return faces.getViewRoot().getLocale();
    }

    private Numbers numbers() {
        return new Numbers(texts(), locale());
    }

    public String number(Number value) {
        return numbers().number(value);
    }

    public String numberIfAny(OptionalLong value) {
        return value.isPresent() ? number(value.getAsLong()) : UNKNOWN;
    }

    public String percent(double share) {
        return numbers().percent(share);
    }

    public String duration(double seconds) {
        if (seconds >= 2 * A_DAY) {
            return text("watch.days", number(seconds / A_DAY));
        }
        return seconds >= LONG
                ? text("watch.hours", number(seconds / AN_HOUR))
                : numbers().duration(seconds);
    }

    /** Until something is so; never, where it will not be. */
    public String until(OptionalDouble seconds) {
        return seconds.isPresent() ? duration(seconds.getAsDouble()) : text("watch.never");
    }

    public String ago(Instant time) {
        double seconds = Duration.between(time, Instant.now()).toMillis() / 1000.0;
        return duration(Math.max(1, seconds));
    }

    /** Of today, to the second; in UTC, as everything. */
    public String clock(Instant time) {
        return DateTimeFormatter.ofPattern("HH:mm:ss", locale()).format(time.atOffset(ZoneOffset.UTC));
    }

    /** Milliseconds, such as {@code 12.3 ms}; microseconds where that is more telling. */
    public String fine(double seconds) {
        double micros = seconds * 1e6;
        return micros < 1000
                ? text("watch.microseconds", number(micros))
                : text("watch.milliseconds", number(micros / 1000));
    }

    /** Numbers of partitions with runs drawn together, such as {@code 0–5, 7}. */
    public String runs(List<Integer> numbers) {
        return Runs.of(numbers);
    }

    public String text(String key, Object... values) {
        return numbers().text(key, values);
    }
}
