package crm.condition.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import crm.condition.language.Decimals;
import crm.condition.language.PropertyPath;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

    /** The day of each event. */
    static Column<Set<Object>> days(Selection selection, ZoneId zone) {
        return selection.column(new Name("days", zone), of -> new Column<>(i -> Set.of(Micros.day(of.time(i), zone))));
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
                until.add(new Figures(before.sum().add(one.sum()), before.count() + one.count(), null, null));
            }
            return until.get(index);
        }

        BigDecimal sum(int from, int to) {
            return until(to).sum().subtract(until(from).sum());
        }

        long count(int from, int to) {
            return (long) until(to).count() - until(from).count();
        }
    }
}
