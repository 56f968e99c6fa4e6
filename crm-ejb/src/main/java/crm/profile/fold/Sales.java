package crm.profile.fold;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * By how much orders and revenue change, by day and currency. An order counts on the day it was completed, in UTC, with
 * all its refunds, whenever those come. Not thread-safe.
 */
public final class Sales {

    private final SortedMap<Place, Sum> sums = new TreeMap<>();

    /** A day and a currency. */
    public record Place(LocalDate day, String currency) implements Comparable<Place> {

        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::day).thenComparing(Place::currency);

        static Place of(OrderState.Completion order, String currency) {
            return new Place(LocalDate.ofInstant(order.stamp().time(), ZoneOffset.UTC), currency);
        }

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * What a day adds up to in a currency.
     *
     * @param orders not cancelled
     * @param net less refunds
     */
    public record Sum(long orders, BigDecimal net) {

        private Sum plus(Sum other) {
            return new Sum(orders + other.orders, net.add(other.net));
        }

        private Sum negated() {
            return new Sum(-orders, net.negate());
        }

        private boolean isNothing() {
            return orders == 0 && net.signum() == 0;
        }
    }

    public void add(Place place, Sum sum) {
        sums.merge(place, sum, Sum::plus);
    }

    public void add(Sales others) {
        others.sums.forEach(this::add);
    }

    public void takeBack(Place place, Sum sum) {
        add(place, sum.negated());
    }

    /** What does change, sorted, so that all who write it do so in one order. */
    public SortedMap<Place, Sum> changes() {
        SortedMap<Place, Sum> changes = new TreeMap<>(sums);
        changes.values().removeIf(Sum::isNothing);
        return changes;
    }
}
