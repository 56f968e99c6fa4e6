package crm.home.page;

import crm.profile.entity.Money;
import java.math.BigDecimal;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.Locale;
import java.util.ResourceBundle;

/** Says figures in the language of the page, as {@code static/live.js} says them when they change. */
record Words(ResourceBundle texts, Locale locale) {

    private static final int SMALL = 10;
    private static final double A_MINUTE = 60;
    private static final double LONG = 600;
    private static final double MILLIS = 1000;

    String number(Number value) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(Math.abs(value.doubleValue()) < SMALL ? 1 : 0);
        return format.format(value);
    }

    String money(Money money) {
        NumberFormat format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(Currency.getInstance(money.currency()));
        int digits = Math.max(0, Currency.getInstance(money.currency()).getDefaultFractionDigits());
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        // As browsers do it, so that nothing jumps when a figure changes.
        return format.format(new BigDecimal(money.amount())).replaceFirst("(\\p{L})(\\d)", "$1\u00a0$2");
    }

    String duration(double seconds) {
        if (seconds < 1) {
            return text("home.milliseconds", number(Math.round(seconds * MILLIS)));
        }
        return seconds < LONG
                ? text("home.seconds", number(seconds))
                : text("home.minutes", number(seconds / A_MINUTE));
    }

    String day(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL)
                .withLocale(locale)
                .format(day);
    }

    /** On the day itself the time is enough. */
    String time(Instant time, LocalDate today) {
        DateTimeFormatter format = LocalDate.ofInstant(time, ZoneOffset.UTC).equals(today)
                ? DateTimeFormatter.ofPattern("HH:mm:ss")
                : DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM);
        return format.withLocale(locale).format(time.atOffset(ZoneOffset.UTC));
    }

    String event(String type) {
        return texts.containsKey("event." + type) ? texts.getString("event." + type) : type;
    }

    String text(String key, Object... values) {
        return new MessageFormat(texts.getString(key), locale).format(values);
    }
}
