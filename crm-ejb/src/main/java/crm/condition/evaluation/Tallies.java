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

    /** The least or the greatest number. Looks through all that are in, which is cheaper than keeping them in order. */
    static final class Extreme implements Tally {

        private final Column.Numbers column;
        private final boolean least;
        private final ArrayDeque<Integer> in = new ArrayDeque<>();

        Extreme(Column.Numbers column, boolean least) {
            this.column = column;
            this.least = least;
        }

        @Override
        public void add(int index) {
            if (column.get(index).count() > 0) {
                in.addLast(index);
            }
        }

        @Override
        public void remove(int index) {
            if (column.get(index).count() > 0) {
                in.removeFirst();
            }
        }

        @Override
        public boolean holds(NumberCheck test) {
            Optional<BigDecimal> value = value();
            return value.isPresent() ? test.holds(value.get()) : test.holdsOfNothing();
        }

        @Override
        public Optional<BigDecimal> value() {
            BigDecimal best = null;
            for (int i : in) {
                BigDecimal one = least ? column.get(i).low() : column.get(i).high();
                best = best == null || one.compareTo(best) < 0 == least ? one : best;
            }
            return Optional.ofNullable(best);
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
