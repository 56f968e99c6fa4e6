package crm.condition.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import crm.condition.language.Decimals;
import crm.condition.language.PropertyPath;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/** What one property says of each event of a selection. Grows with it. */
final class Column<T> {

    private final IntFunction<T> reading;
    private final List<T> read = new ArrayList<>();

    private Column(IntFunction<T> reading) {
        this.reading = reading;
    }

    T get(int index) {
        while (read.size() <= index) {
            read.add(reading.apply(read.size()));
        }
        return read.get(index);
    }

    /** By what it is found in its selection. */
    private record Name(String kind, Object of) {}

    /** Its numbers; what is none is left out. */
    static Numbers numbers(Selection selection, PropertyPath path) {
        return selection.column(
                new Name("numbers", path), of -> new Numbers(new Column<>(i -> number(of.data(i), path))));
    }

    /** The different values of each event: texts, numbers by their value, flags. */
    static Column<Set<Object>> values(Selection selection, PropertyPath path) {
        return selection.column(new Name("values", path), of -> new Column<>(i -> values(of.data(i), path)));
    }

    /** How many days there were until each event, its own included. */
    static Column<Integer> days(Selection selection, ZoneId zone) {
        return selection.column(new Name("days", zone), of -> new Days(of, zone).column);
    }

    /** Counts days. */
    private static final class Days {

        private final Selection selection;
        private final ZoneId zone;
        private final Column<Integer> column = new Column<>(this::next);
        private LocalDate last;
        private int count;

        Days(Selection selection, ZoneId zone) {
            this.selection = selection;
            this.zone = zone;
        }

        private Integer next(int index) {
            LocalDate day = Micros.day(selection.time(index), zone);
            count += day.equals(last) ? 0 : 1;
            last = day;
            return count;
        }
    }

    /** The currency of each event, empty where it says none. */
    static Column<String> currencies(Selection selection) {
        return selection.column(
                new Name("currency", ""),
                of -> new Column<>(i -> of.data(i).path("currency").asText("")));
    }

    private static Set<Object> values(JsonNode data, PropertyPath path) {
        Set<Object> values = new HashSet<>();
        Values.each(data, path, value -> {
            if (value.isBoolean()) {
                values.add(value.booleanValue());
            } else {
                Values.text(value).ifPresent(values::add);
            }
        });
        return values;
    }

    private static Figures number(JsonNode data, PropertyPath path) {
        Figures[] all = {Figures.NONE};
        Values.each(data, path, value -> Decimals.of(value).ifPresent(one -> all[0] = all[0].with(one)));
        return all[0];
    }

    /**
     * The numbers of one event.
     *
     * @param low only if there are any, as is {@code high}
     */
    record Figures(BigDecimal sum, int count, BigDecimal low, BigDecimal high) {

        static final Figures NONE = new Figures(BigDecimal.ZERO, 0, null, null);

        Figures with(BigDecimal one) {
            return count == 0
                    ? new Figures(one, 1, one, one)
                    : new Figures(sum.add(one), count + 1, low.min(one), high.max(one));
        }
    }

    /** Numbers, and what they come to from any event to any other. */
    static final class Numbers {

        private final Column<Figures> each;
        private final List<Figures> until = new ArrayList<>(List.of(Figures.NONE));
        private final Unbeaten lows = new Unbeaten(true);
        private final Unbeaten highs = new Unbeaten(false);
        private boolean negative;

        private Numbers(Column<Figures> each) {
            this.each = each;
        }

        Figures get(int index) {
            return each.get(index);
        }

        private Figures until(int index) {
            while (until.size() <= index) {
                Figures before = until.get(until.size() - 1);
                Figures one = each.get(until.size() - 1);
                negative |= one.sum().signum() < 0;
                until.add(new Figures(before.sum().add(one.sum()), before.count() + one.count(), null, null));
            }
            return until.get(index);
        }

        /** Whether one of so many is. */
        boolean isNegative(int to) {
            until(to);
            return negative;
        }

        /** The least or the greatest number of an event that has some. */
        BigDecimal best(boolean least, int index) {
            return least ? each.get(index).low() : each.get(index).high();
        }

        boolean isBetter(boolean least, int index, int than) {
            int order = best(least, index).compareTo(best(least, than));
            return least ? order < 0 : order > 0;
        }

        /**
         * Tells those from one event to before another that no later one of them beats.
         *
         * @return whether that was known, as it is up to where somebody asked last
         */
        boolean unbeaten(boolean least, int from, int to, IntConsumer taker) {
            return (least ? lows : highs).tell(from, to, taker);
        }

        private final class Unbeaten {

            private final boolean least;
            private final List<Integer> indexes = new ArrayList<>();
            private int looked;

            Unbeaten(boolean least) {
                this.least = least;
            }

            boolean tell(int from, int to, IntConsumer taker) {
                for (; looked < to; looked++) {
                    add(looked);
                }
                if (to < looked) {
                    return false;
                }
                int place = Collections.binarySearch(indexes, from);
                for (int i = place < 0 ? -place - 1 : place; i < indexes.size(); i++) {
                    taker.accept(indexes.get(i));
                }
                return true;
            }

            private void add(int index) {
                if (each.get(index).count() > 0) {
                    while (!indexes.isEmpty() && !isBetter(least, indexes.get(indexes.size() - 1), index)) {
                        indexes.remove(indexes.size() - 1);
                    }
                    indexes.add(index);
                }
            }
        }

        BigDecimal sum(int from, int to) {
            return until(to).sum().subtract(until(from).sum());
        }

        long count(int from, int to) {
            return (long) until(to).count() - until(from).count();
        }
    }
}
