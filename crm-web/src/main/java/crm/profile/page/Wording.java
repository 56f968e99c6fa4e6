package crm.profile.page;

import crm.profile.entity.Money;
import java.math.BigDecimal;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/** Says keys and values in a language. What has no wording is said as it is. */
final class Wording {

    private static final int MOST_DIGITS = 6;

    private final ResourceBundle texts;
    private final Locale locale;

    Wording(ResourceBundle texts, Locale locale) {
        this.texts = texts;
        this.locale = locale;
    }

    /** @param kind of key, such as {@code trait} */
    String label(String kind, String key) {
        String name = kind + '.' + key;
        return texts.containsKey(name) ? texts.getString(name) : key;
    }

    /** A text with values in it, numbers as the language writes them. */
    String say(String key, Object... values) {
        return new MessageFormat(texts.getString(key), locale).format(values);
    }

    /** Such as {@code Friday, November 20, 2026}. */
    String day(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL)
                .withLocale(locale)
                .format(day);
    }

    /** Of a day that is told already. */
    String clock(Instant time) {
        return DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                        .withLocale(locale)
                        .format(time.atOffset(ZoneOffset.UTC))
                + " UTC";
    }

    /** A word on a consent; null takes back what was said before. */
    String consent(Object granted) {
        if (granted == null) {
            return texts.getString("consent.cleared");
        }
        return granted instanceof Boolean said
                ? texts.getString(said ? "consent.granted" : "consent.refused")
                : value(granted);
    }

    String value(Object value) {
        if (value instanceof Boolean truth) {
            return texts.getString(truth ? "yes" : "no");
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof Money money) {
            return money(money);
        }
        if (value instanceof Instant time) {
            return time(time);
        }
        if (value instanceof Map<?, ?> object) {
            return money(object);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(this::value).collect(Collectors.joining("; "));
        }
        return time(String.valueOf(value));
    }

    private String number(Number number) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(MOST_DIGITS);
        return format.format(number);
    }

    private String money(Map<?, ?> object) {
        return object.get("currency") instanceof String currency && object.get("amount") != null
                ? money(new Money(currency, String.valueOf(object.get("amount"))))
                : object.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + value(entry.getValue()))
                        .collect(Collectors.joining(", "));
    }

    String money(Money money) {
        try {
            BigDecimal amount = new BigDecimal(money.amount());
            NumberFormat format = NumberFormat.getCurrencyInstance(locale);
            format.setCurrency(Currency.getInstance(money.currency()));
            format.setMinimumFractionDigits(
                    Math.max(0, Currency.getInstance(money.currency()).getDefaultFractionDigits()));
            format.setMaximumFractionDigits(Math.max(format.getMinimumFractionDigits(), amount.scale()));
            return format.format(amount);
        } catch (IllegalArgumentException e) {
            return money.currency() + ' ' + money.amount();
        }
    }

    String money(List<Money> sums) {
        return sums.stream().map(this::money).collect(Collectors.joining("; "));
    }

    private String time(String text) {
        try {
            return text.length() > 10 && text.charAt(4) == '-' ? time(Instant.parse(text)) : text;
        } catch (DateTimeException e) {
            return text;
        }
    }

    /** The day, where the time of day is of no matter. */
    String date(Instant time) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(locale)
                .format(time.atOffset(ZoneOffset.UTC));
    }

    String time(Instant time) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                        .withLocale(locale)
                        .format(time.atOffset(ZoneOffset.UTC))
                + " UTC";
    }
}
