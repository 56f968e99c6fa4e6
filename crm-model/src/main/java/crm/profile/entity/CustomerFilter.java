package crm.profile.entity;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What customers must have to be on a list, all of it at once. Absent is whatever.
 *
 * @param country exact value of {@code attributes.address.country}
 * @param orders how many, completed and not cancelled
 * @param spend net, in one currency
 * @param lastSeen how long ago their last event was
 * @param firstSeen when their first event was
 * @param channel by which most of their orders came
 * @param email whether an address is known
 * @param phone whether a number is known
 * @param segment key of one that they are in now
 */
public record CustomerFilter(
        Optional<String> country,
        Optional<Count> orders,
        Optional<Spend> spend,
        Optional<Ago> lastSeen,
        Optional<Period> firstSeen,
        Optional<String> channel,
        Optional<Boolean> email,
        Optional<Boolean> phone,
        Optional<Consent> consent,
        Optional<String> segment) {

    /** Of whatever segment. */
    public CustomerFilter(
            Optional<String> country,
            Optional<Count> orders,
            Optional<Spend> spend,
            Optional<Ago> lastSeen,
            Optional<Period> firstSeen,
            Optional<String> channel,
            Optional<Boolean> email,
            Optional<Boolean> phone,
            Optional<Consent> consent) {
        this(country, orders, spend, lastSeen, firstSeen, channel, email, phone, consent, Optional.empty());
    }

    /** The same of those in a segment. */
    public CustomerFilter in(Optional<String> key) {
        return new CustomerFilter(country, orders, spend, lastSeen, firstSeen, channel, email, phone, consent, key);
    }

    public static final CustomerFilter NONE = ofCountry(Optional.empty());

    /** Bounds that both belong to it. */
    public record Count(OptionalLong min, OptionalLong max) {

        public boolean isPossible() {
            return min.isEmpty() || max.isEmpty() || min.getAsLong() <= max.getAsLong();
        }
    }

    /** Bounds that both belong to it; without any, whoever has a sum in the currency. */
    public record Spend(String currency, Optional<BigDecimal> min, Optional<BigDecimal> max) {

        public boolean isPossible() {
            return min.isEmpty() || max.isEmpty() || min.get().compareTo(max.get()) <= 0;
        }
    }

    /** Not longer ago than {@code within}, longer ago than {@code olderThan}, by the business clock. */
    public record Ago(Optional<Duration> within, Optional<Duration> olderThan) {}

    /** From {@code since} on, before {@code before}. */
    public record Period(Optional<Instant> since, Optional<Instant> before) {}

    /** What is in force: the latest word, else what is taken for granted. */
    public record Consent(String purpose, boolean granted) {}

    public static CustomerFilter ofCountry(Optional<String> country) {
        return new CustomerFilter(
                country,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
