package crm.profile.entity;

import crm.profile.entity.CustomerFilter.Ago;
import crm.profile.entity.CustomerFilter.Consent;
import crm.profile.entity.CustomerFilter.Count;
import crm.profile.entity.CustomerFilter.Period;
import crm.profile.entity.CustomerFilter.Spend;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * A {@link CustomerFilter} as words under names, as forms send it and views keep it. Days are UTC; the purpose of a consent is
 * that of e-mails.
 */
public final class FilterWords {

    public static final String COUNTRY = "country";
    public static final String ORDERS_MIN = "orders_min";
    public static final String ORDERS_MAX = "orders_max";
    public static final String CURRENCY = "currency";
    public static final String SPEND_MIN = "spend_min";
    public static final String SPEND_MAX = "spend_max";
    /** Days. */
    public static final String SEEN_WITHIN = "seen_within";
    /** Days. */
    public static final String SEEN_BEFORE = "seen_before";
    /** A day. */
    public static final String SINCE = "since";
    /** A day, which still belongs to it. */
    public static final String UNTIL = "until";

    public static final String CHANNEL = "channel";
    /** yes or no. */
    public static final String EMAIL = "email";
    /** yes or no. */
    public static final String PHONE = "phone";
    /** yes or no. */
    public static final String CONSENT = "consent";
    /** The key of one. */
    public static final String SEGMENT = "segment";

    /** All of them, in the order in which they are shown. */
    public static final List<String> NAMES = List.of(
            COUNTRY,
            ORDERS_MIN,
            ORDERS_MAX,
            CURRENCY,
            SPEND_MIN,
            SPEND_MAX,
            SEEN_WITHIN,
            SEEN_BEFORE,
            SINCE,
            UNTIL,
            CHANNEL,
            EMAIL,
            PHONE,
            CONSENT,
            SEGMENT);

    private static final String MARKETING = "marketing_email";
    private static final long MOST_DAYS = 100_000;
    private static final int MOST_DIGITS = 30;

    private final Map<String, String> words;

    private FilterWords(Map<String, String> words) {
        this.words = words;
    }

    /** A word that means nothing here. */
    public static final class Unclear extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        Unclear(String name) {
            super(name);
        }

        /** Under which name it stands. */
        public String name() {
            return getMessage();
        }
    }

    /**
     * The filter that they say.
     *
     * @throws Unclear if one of the words cannot be read or two of them cannot both be true
     */
    public static CustomerFilter read(Map<String, String> words) {
        return new FilterWords(words).filter();
    }

    private CustomerFilter filter() {
        return new CustomerFilter(
                        word(COUNTRY),
                        orders(),
                        spend(),
                        seen(),
                        first(),
                        word(CHANNEL),
                        truth(EMAIL),
                        truth(PHONE),
                        truth(CONSENT).map(granted -> new Consent(MARKETING, granted)))
                .in(word(SEGMENT));
    }

    private Optional<String> word(String name) {
        return Optional.ofNullable(words.get(name)).map(String::strip).filter(word -> !word.isEmpty());
    }

    private <T> Optional<T> read(String name, Function<String, T> reading) {
        try {
            return word(name).map(reading);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new Unclear(name);
        }
    }

    private Optional<Boolean> truth(String name) {
        return read(name, word -> switch (word) {
            case "yes" -> true;
            case "no" -> false;
            default -> throw new Unclear(name);
        });
    }

    private Optional<Count> orders() {
        Optional<Long> min = read(ORDERS_MIN, FilterWords::count);
        Optional<Long> max = read(ORDERS_MAX, FilterWords::count);
        return either(min, max)
                ? Optional.of(new Count(
                                min.map(OptionalLong::of).orElseGet(OptionalLong::empty),
                                max.map(OptionalLong::of).orElseGet(OptionalLong::empty)))
                        .map(count -> possible(count, count.isPossible(), ORDERS_MAX))
                : Optional.empty();
    }

    private Optional<Spend> spend() {
        Optional<BigDecimal> min = read(SPEND_MIN, FilterWords::amount);
        Optional<BigDecimal> max = read(SPEND_MAX, FilterWords::amount);
        if (either(min, max) && word(CURRENCY).isEmpty()) {
            throw new Unclear(CURRENCY);
        }
        return word(CURRENCY)
                .map(currency -> new Spend(currency, min, max))
                .map(spend -> possible(spend, spend.isPossible(), SPEND_MAX));
    }

    private Optional<Ago> seen() {
        Optional<Duration> within = read(SEEN_WITHIN, FilterWords::days);
        Optional<Duration> before = read(SEEN_BEFORE, FilterWords::days);
        return either(within, before) ? Optional.of(new Ago(within, before)) : Optional.empty();
    }

    private Optional<Period> first() {
        Optional<Instant> since = read(SINCE, word -> start(LocalDate.parse(word)));
        Optional<Instant> before =
                read(UNTIL, word -> start(LocalDate.parse(word).plusDays(1)));
        return either(since, before) ? Optional.of(new Period(since, before)) : Optional.empty();
    }

    private static boolean either(Optional<?> one, Optional<?> other) {
        return one.isPresent() || other.isPresent();
    }

    private static <T> T possible(T found, boolean isPossible, String name) {
        if (!isPossible) {
            throw new Unclear(name);
        }
        return found;
    }

    private static long count(String word) {
        long count = Long.parseLong(word);
        if (count < 0) {
            throw new NumberFormatException();
        }
        return count;
    }

    private static BigDecimal amount(String word) {
        if (word.length() > MOST_DIGITS || !word.matches("-?[0-9]+([.][0-9]+)?")) {
            throw new NumberFormatException();
        }
        return new BigDecimal(word);
    }

    private static Duration days(String word) {
        long days = count(word);
        if (days > MOST_DAYS) {
            throw new NumberFormatException();
        }
        return Duration.ofDays(days);
    }

    private static Instant start(LocalDate day) {
        if (day.getYear() < 1 || day.getYear() > 9999) {
            throw new DateTimeException("a year has four digits");
        }
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
