package crm.home.page;

import crm.platform.page.Numbers;
import crm.profile.entity.Money;
import java.math.BigDecimal;
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

    private Numbers numbers() {
        return new Numbers(texts, locale);
    }

    String number(Number value) {
        return numbers().number(value);
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
        return numbers().duration(seconds);
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
        return numbers().text(key, values);
    }
}
