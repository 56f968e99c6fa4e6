package crm.condition.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** The events of a profile that a selector has found, in their order. */
final class Selection {

    private final Events events;
    private final Filter filter;
    private final Scene scene;
    private final Map<Object, Object> columns = new HashMap<>();
    private int[] places;
    private long[] times;
    private int found;
    private int looked;

    private Selection(Events events, Filter filter, long at) {
        this.events = events;
        this.filter = filter;
        this.scene = Scene.at(at);
        this.places = new int[events.size()];
        this.times = new long[events.size()];
        grow();
    }

    static Selection of(Events events, Filter filter, long at) {
        return new Selection(events, filter, at);
    }

    /** Events have come at the end of those there were. */
    void grow() {
        int size = events.size();
        if (found + size - looked > places.length) {
            int room = Math.max(found + size - looked, found + found / 2);
            places = Arrays.copyOf(places, room);
            times = Arrays.copyOf(times, room);
        }
        for (; looked < size; looked++) {
            if (filter.isEmpty() || filter.holds(events.data(looked), scene)) {
                places[found] = looked;
                times[found++] = events.time(looked);
            }
        }
    }

    /** What is told of each event, made once. */
    @SuppressWarnings("unchecked")
    <T> T column(Object name, Function<Selection, T> making) {
        return (T) columns.computeIfAbsent(name, none -> making.apply(this));
    }

    int size() {
        return found;
    }

    long time(int index) {
        return times[index];
    }

    JsonNode data(int index) {
        return events.data(places[index]);
    }

    String source(int index) {
        return events.source(places[index]);
    }

    String id(int index) {
        return events.id(places[index]);
    }

    /** The place of the first event that is not before a time; how many there are if all are. */
    int firstNotBefore(long time) {
        int low = 0;
        int high = found;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[middle] < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** How many are at or before a time. */
    int countUntil(long time) {
        return time == Micros.NEVER ? found : firstNotBefore(time + 1);
    }

    /** The place of the first event that is later than one of another selection in time, source and id. */
    int firstAfter(Selection other, int index) {
        int place = firstNotBefore(other.times[index]);
        while (place < found && times[place] == other.times[index] && !isAfter(place, other, index)) {
            place++;
        }
        return place;
    }

    boolean isAfter(int place, Selection other, int index) {
        int order = Long.compare(times[place], other.times[index]);
        if (order == 0) {
            order = source(place).compareTo(other.source(index));
        }
        if (order == 0) {
            order = id(place).compareTo(other.id(index));
        }
        return order > 0;
    }
}
