package crm.dev.shop;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How a customer uses the shop.
 *
 * @param joined when the customer registered
 * @param until after which the customer does not come any more
 * @param pause days between two visits, on average
 * @param buys how many visits end with an order
 * @param channel where the customer mostly goes
 */
record Habit(Kind kind, Instant joined, Instant until, double pause, double buys, String channel, Taste taste) {

    /** Kinds of customers. */
    enum Kind {
        VIP(5, 8, 0.62, 0.92),
        REGULAR(33, 23, 0.5, 0.6),
        OCCASIONAL(30, 60, 0.5, 0.5),
        LAPSED(17, 24, 0.5, 0.5),
        NEW(15, 13, 0.45, 0.5);

        private final double percent;
        private final double pause;
        private final double buys;
        private final double extravagance;

        Kind(double percent, double pause, double buys, double extravagance) {
            this.percent = percent;
            this.pause = pause;
            this.buys = buys;
            this.extravagance = extravagance;
        }

        private static Kind any(Dice dice) {
            List<Kind> all = List.of(values());
            return dice.weighted(all, all.stream().map(kind -> kind.percent).toList());
        }
    }

    private static final Duration YEARS_BEFORE = Duration.ofDays(900);
    private static final Duration NEWCOMERS = Duration.ofDays(60);

    static Habit of(ShopPlan plan, Dice dice) {
        Kind kind = Kind.any(dice);
        Taste taste = Taste.of(dice);
        return new Habit(
                kind,
                joined(plan, dice, kind),
                until(plan, dice, kind),
                kind.pause * (0.6 + 0.8 * dice.share()),
                kind.buys * (0.7 + 0.6 * dice.share()),
                channel(dice),
                new Taste(taste.categories(), (taste.extravagance() + kind.extravagance) / 2));
    }

    private static Instant joined(ShopPlan plan, Dice dice, Kind kind) {
        if (kind == Kind.NEW) {
            Duration latest =
                    NEWCOMERS.compareTo(Duration.ofDays(plan.days())) < 0 ? NEWCOMERS : Duration.ofDays(plan.days());
            return plan.origin().minus(dice.between(Duration.ofHours(1), latest));
        }
        // Most were there before the history begins, the others come in its course, those who leave early enough for
        // it.
        int latest = kind == Kind.LAPSED ? plan.days() / 6 : plan.days() * 4 / 5;
        return dice.chance(0.65)
                ? plan.opening().minus(dice.between(Duration.ZERO, YEARS_BEFORE))
                : plan.opening().plus(dice.between(Duration.ZERO, Duration.ofDays(latest)));
    }

    private static Instant until(ShopPlan plan, Dice dice, Kind kind) {
        return kind == Kind.LAPSED
                ? plan.opening()
                        .plus(dice.between(Duration.ofDays(plan.days() / 4), Duration.ofDays(plan.days() * 2L / 3)))
                : Instant.MAX;
    }

    private static String channel(Dice dice) {
        return new String[] {"web", "app", "store"}[dice.weighted(55, 27, 18)];
    }
}
