package crm.dev.shop;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * What a shop follows from; the same plan gives the same people with the same history under the same ids.
 *
 * @param origin when the shop's history was first told; the history begins some days before
 * @param days how many
 * @param customers how many people are customers at the origin
 * @param source what the {@code source} of all events begins with
 * @param prefix what all ids begin with
 */
public record ShopPlan(long seed, Instant origin, int days, int customers, String source, String prefix) {

    private static final int YEAR = 365;
    private static final int CUSTOMERS = 600;

    public ShopPlan {
        requireNonNull(origin, "origin");
        requireNonNull(source, "source");
        requireNonNull(prefix, "prefix");
    }

    /** The shop of {@code ./crm run}. */
    public static ShopPlan usual(long seed, Instant origin) {
        return new ShopPlan(seed, origin, YEAR, CUSTOMERS, "/shop", "");
    }

    /** When the history begins. */
    Instant opening() {
        return origin.minus(Duration.ofDays(days));
    }

    /** Chance for a part of the story that has a name of its own. */
    Dice dice(String name) {
        return Dice.of(seed, name);
    }
}
