package crm.profile.rest;

import crm.platform.rest.Refusal;
import crm.profile.entity.CustomerFilter;
import crm.profile.entity.CustomerFilter.Ago;
import crm.profile.entity.CustomerFilter.Consent;
import crm.profile.entity.CustomerFilter.Count;
import crm.profile.entity.CustomerFilter.Period;
import crm.profile.entity.CustomerFilter.Spend;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What customers must have, as a search names it; all of it at once.
 *
 * @param has whether an e-mail address or a phone number is known
 */
record SearchFilters(
        Optional<String> country,
        Optional<String> segment,
        Optional<Orders> orders,
        Optional<Money> spend,
        Optional<Seen> lastSeen,
        Optional<Seen> firstSeen,
        Optional<String> channel,
        Optional<Has> has,
        Optional<Purpose> consent) {

    private static final int LONGEST_CURRENCY = 3;
    private static final int MOST_DIGITS = 30;
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");
    private static final Duration LONGEST = Duration.ofDays(100_000);

    record Orders(OptionalLong min, OptionalLong max) {}

    record Money(Optional<String> currency, Optional<BigDecimal> min, Optional<BigDecimal> max) {}

    /** Of the last event {@code within} and {@code older_than}, of the first one {@code since} and {@code before}. */
    record Seen(
            Optional<String> within, Optional<String> olderThan, Optional<Instant> since, Optional<Instant> before) {}

    record Has(Optional<Boolean> email, Optional<Boolean> phone) {}

    record Purpose(Optional<String> purpose, Optional<Boolean> granted) {}

    CustomerFilter filter() {
        storable("country", country);
        storable("channel", channel);
        return new CustomerFilter(
                        country,
                        orders.map(SearchFilters::count),
                        spend.map(SearchFilters::spend),
                        lastSeen.map(SearchFilters::ago),
                        firstSeen.map(SearchFilters::period),
                        channel,
                        has.flatMap(Has::email),
                        has.flatMap(Has::phone),
                        consent.map(SearchFilters::consent))
                .in(segment);
    }

    private static void storable(String field, Optional<String> text) {
        if (text.orElse("").indexOf('\0') >= 0) {
            throw refused(field, "bad_character", "U+0000 stands in no text that is kept here.");
        }
    }

    private static Count count(Orders orders) {
        Count count = new Count(orders.min(), orders.max());
        if (!count.isPossible()) {
            throw refused("orders", "empty_range", "The least number is greater than the greatest.");
        }
        return count;
    }

    private static Spend spend(Money money) {
        String currency = money.currency()
                .filter(code -> code.length() == LONGEST_CURRENCY && code.indexOf('\0') < 0)
                .orElseThrow(() ->
                        refused("spend/currency", "missing_field", "Money is compared within an ISO 4217 currency."));
        Spend spend = new Spend(
                currency, money.min().map(SearchFilters::plain), money.max().map(SearchFilters::plain));
        if (!spend.isPossible()) {
            throw refused("spend", "empty_range", "The least amount is greater than the greatest.");
        }
        return spend;
    }

    private static BigDecimal plain(BigDecimal amount) {
        if (amount.precision() > MOST_DIGITS || Math.abs((long) amount.scale()) > MOST_DIGITS) {
            throw refused("spend", "out_of_range", "An amount has at most " + MOST_DIGITS + " digits.");
        }
        return amount;
    }

    private static Ago ago(Seen seen) {
        if (seen.since().isPresent() || seen.before().isPresent()) {
            throw refused("last_seen", "unknown_field", "The last event is asked for by within and older_than.");
        }
        return new Ago(
                seen.within().map(text -> duration("last_seen/within", text)),
                seen.olderThan().map(text -> duration("last_seen/older_than", text)));
    }

    private static Duration duration(String field, String text) {
        try {
            Duration duration = Duration.parse(text);
            if (!duration.isNegative() && duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
        } catch (DateTimeException e) {
            // told below, as for one out of range
        }
        throw refused(field, "bad_duration", "A duration is written like P30D or PT12H (ISO 8601).");
    }

    private static Period period(Seen seen) {
        if (seen.within().isPresent() || seen.olderThan().isPresent()) {
            throw refused("first_seen", "unknown_field", "The first event is asked for by since and before.");
        }
        return new Period(
                seen.since().map(time -> time("first_seen/since", time)),
                seen.before().map(time -> time("first_seen/before", time)));
    }

    // The database knows fewer years than Java, and no clock has more.
    private static Instant time(String field, Instant time) {
        if (time.isBefore(FIRST) || time.isAfter(LAST)) {
            throw refused(field, "out_of_range", "A year has four digits.");
        }
        return time;
    }

    private static Consent consent(Purpose consent) {
        String purpose = consent.purpose()
                .filter(name -> !name.isBlank() && name.indexOf('\0') < 0)
                .orElseThrow(() -> refused("consent/purpose", "missing_field", "A consent is for a purpose."));
        return new Consent(purpose, consent.granted().orElse(true));
    }

    private static Refusal refused(String field, String code, String detail) {
        return Refusal.field("/filters/" + field, code, detail);
    }
}
