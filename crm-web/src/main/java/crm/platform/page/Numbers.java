package crm.platform.page;

import java.text.MessageFormat;
import java.text.NumberFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** Says numbers in the language of the page, as {@code static/live.js} says them when they change. */
public record Numbers(ResourceBundle texts, Locale locale) {

    private static final int SMALL = 10;
    private static final double A_MINUTE = 60;
    private static final double LONG = 600;
    private static final double MILLIS = 1000;

    /** Small ones with a tenth. */
    public String number(Number value) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(Math.abs(value.doubleValue()) < SMALL ? 1 : 0);
        return format.format(value);
    }

    public String percent(double share) {
        return NumberFormat.getPercentInstance(locale).format(share);
    }

    public String duration(double seconds) {
        if (seconds < 1) {
            return text("home.milliseconds", number(Math.round(seconds * MILLIS)));
        }
        return seconds < LONG
                ? text("home.seconds", number(seconds))
                : text("home.minutes", number(seconds / A_MINUTE));
    }

    /** A text with values in it. */
    public String text(String key, Object... values) {
        return new MessageFormat(texts.getString(key), locale).format(values);
    }
}
