package crm.condition.evaluation;

import crm.condition.language.Measure;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The kinds of tallies. */
final class Tallies {

    private Tallies() {}

    /** How many events. */
    static final class Count implements Tally {

        private long count;

        @Override
        public void start(int from, int to) {
            count = (long) to - from;
        }

        @Override
        public void add(int index) {
            count++;
        }

        @Override
        public void remove(int index) {
            count--;
        }

        @Override
        public boolean holds(NumberCheck test) {
            return test.holds(count);
        }

        @Override
        public Optional<BigDecimal> value() {
            return Optional.of(BigDecimal.valueOf(count));
        }
    }

    /** Sum or average of numbers. */
    static final class Sum implements Tally {

        private final Column.Numbers column;
        private final boolean average;
        private BigDecimal sum = BigDecimal.ZERO;
        private long count;

        Sum(Column.Numbers column, boolean average) {
            this.column = column;
            this.average = average;
        }

        @Override
        public void start(int from, int to) {
            sum = column.sum(from, to);
            count = column.count(from, to);
        }

        @Override
        public void add(int index) {
            sum = sum.add(column.get(index).sum());
            count += column.get(index).count();
        }

        @Override
        public void remove(int index) {
            sum = sum.subtract(column.get(index).sum());
            count -= column.get(index).count();
        }

        @Override
        public boolean holds(NumberCheck test) {
            if (!average) {
                return test.holds(sum);
            }
            return count == 0 ? test.holdsOfNothing() : test.holds(sum, count);
        }

        @Override
        public Optional<BigDecimal> value() {
            if (!average) {
                return Optional.of(sum);
            }
            return count == 0
                    ? Optional.empty()
                    : Optional.of(sum.divide(BigDecimal.valueOf(count), MathContext.DECIMAL64));
        }
    }

    /** The least or the greatest number. Keeps those that no later one beats, in their order: the first is the best. */
    static final class Extreme implements Tally {

        private final Column.Numbers column;
        private final boolean least;
        private final ArrayDeque<Integer> unbeaten = new ArrayDeque<>();

        Extreme(Column.Numbers column, boolean least) {
            this.column = column;
            this.least = least;
        }

        @Override
        public void start(int from, int to) {
            if (!column.unbeaten(least, from, to, unbeaten::addLast)) {
                Tally.super.start(from, to);
            }
        }

        @Override
        public void add(int index) {
            if (column.get(index).count() == 0) {
                return;
            }
            while (!unbeaten.isEmpty() && !column.isBetter(least, unbeaten.getLast(), index)) {
                unbeaten.removeLast();
            }
            unbeaten.addLast(index);
        }

        private BigDecimal number(int index) {
            return column.best(least, index);
        }

        @Override
        public void remove(int index) {
            if (!unbeaten.isEmpty() && unbeaten.getFirst() == index) {
                unbeaten.removeFirst();
            }
        }

        @Override
        public boolean holds(NumberCheck test) {
            return unbeaten.isEmpty() ? test.holdsOfNothing() : test.holds(number(unbeaten.getFirst()));
        }

        @Override
        public Optional<BigDecimal> value() {
            return unbeaten.isEmpty() ? Optional.empty() : Optional.of(number(unbeaten.getFirst()));
        }
    }

    /** How many days, by how many there were until each event. */
    static final class Days implements Tally {

        private final Column<Integer> days;
        private int from;
        private int to;

        Days(Column<Integer> days) {
            this.days = days;
        }

        @Override
        public void start(int first, int end) {
            from = first;
            to = end;
        }

        @Override
        public void add(int index) {
            from = from == to ? index : from;
            to = index + 1;
        }

        @Override
        public void remove(int index) {
            from = index + 1;
        }

        private int count() {
            return from == to ? 0 : days.get(to - 1) - days.get(from) + 1;
        }

        @Override
        public boolean holds(NumberCheck test) {
            return test.holds(count());
        }

        @Override
        public Optional<BigDecimal> value() {
            return Optional.of(BigDecimal.valueOf(count()));
        }
    }

    /** How many different things. */
    static final class Distinct implements Tally {

        private final Column<Set<Object>> values;
        private final Map<Object, Integer> times = new HashMap<>();

        Distinct(Column<Set<Object>> values) {
            this.values = values;
        }

        @Override
        public void add(int index) {
            values.get(index).forEach(value -> times.merge(value, 1, Integer::sum));
        }

        @Override
        public void remove(int index) {
            values.get(index)
                    .forEach(value -> times.computeIfPresent(value, (same, many) -> many == 1 ? null : many - 1));
        }

        @Override
        public boolean holds(NumberCheck test) {
            return test.holds(times.size());
        }

        @Override
        public Optional<BigDecimal> value() {
            return Optional.of(BigDecimal.valueOf(times.size()));
        }
    }

    /** Amounts, of each currency by itself: one must fit; a negative test must hold of each. */
    static final class ByCurrency implements Tally {

        private final Column<String> currencies;
        private final Supplier<Tally> measure;
        private final Map<String, Tally> tallies = new TreeMap<>();
        private final Map<String, Integer> events = new HashMap<>();

        ByCurrency(Column<String> currencies, Supplier<Tally> measure) {
            this.currencies = currencies;
            this.measure = measure;
        }

        @Override
        public void add(int index) {
            tallies.computeIfAbsent(currencies.get(index), none -> measure.get())
                    .add(index);
            events.merge(currencies.get(index), 1, Integer::sum);
        }

        @Override
        public void remove(int index) {
            tallies.get(currencies.get(index)).remove(index);
            if (events.merge(currencies.get(index), -1, Integer::sum) == 0) {
                tallies.remove(currencies.get(index));
            }
        }

        @Override
        public boolean holds(NumberCheck test) {
            if (tallies.isEmpty()) {
                return measure.get().holds(test);
            }
            for (Tally tally : tallies.values()) {
                if (tally.holds(test) != test.isNegative()) {
                    return !test.isNegative();
                }
            }
            return test.isNegative();
        }

        @Override
        public Optional<BigDecimal> value() {
            return tallies.size() == 1 ? tallies.values().iterator().next().value() : Optional.empty();
        }
    }

    static Tally ofNumbers(Measure measure, Column.Numbers column) {
        return switch (measure) {
            case SUM -> new Sum(column, false);
            case AVG -> new Sum(column, true);
            case MIN -> new Extreme(column, true);
            case MAX -> new Extreme(column, false);
            default -> throw new IllegalArgumentException(measure.word());
        };
    }
}
