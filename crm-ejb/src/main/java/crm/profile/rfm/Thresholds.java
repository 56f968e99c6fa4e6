package crm.profile.rfm;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where scores begin, frozen: fifths of all customers who bought anything. A value stands where the middle of all equal ones does
 * (mid-rank), so equal customers score alike; between values that there were, it stands between them. Immutable.
 *
 * @param id a later one has a greater one
 * @param from since when they are in force, by the clock of the business
 * @param fades after how many microseconds without an order recency is no longer 5, 4, 3, 2, in this order
 * @param frequency of numbers of orders
 * @param monetary of what was spent, by currency: each customer is compared with those of the same one
 */
public record Thresholds(int id, Instant from, List<Long> fades, Steps frequency, Map<String, Steps> monetary) {

    private static final int BEST = 5;
    /** In a currency in which nobody had bought: alone among equals. */
    private static final int MIDDLE = 3;

    public Thresholds {
        fades = List.copyOf(fades);
        monetary = Map.copyOf(monetary);
        if (fades.size() != BEST - 1) {
            throw new IllegalArgumentException("there are " + fades.size() + " instants at which recency fades");
        }
    }

    /** At an instant; empty of whom no order is left. */
    public Optional<Rfm> score(Buying buying, Instant at) {
        if (buying.orders() <= 0 || buying.lastOrder().isEmpty()) {
            return Optional.empty();
        }
        long age = ChronoUnit.MICROS.between(buying.lastOrder().get(), at);
        int recency = BEST - (int) fades.stream().filter(fade -> fade <= age).count();
        int spend = buying.main()
                .flatMap(
                        sum -> Optional.ofNullable(monetary.get(sum.currency())).map(steps -> steps.score(sum.net())))
                .orElse(MIDDLE);
        return Optional.of(new Rfm(recency, frequency.score(BigDecimal.valueOf(buying.orders())), spend, from));
    }

    /** When the recency of who buys nothing any more fades next, after an instant. */
    public Optional<Instant> fadesAfter(Buying buying, Instant at) {
        return buying.lastOrder()
                .flatMap(last -> fades.stream()
                        .map(fade -> last.plus(fade, ChronoUnit.MICROS))
                        .filter(at::isBefore)
                        .min(Instant::compareTo));
    }
}
