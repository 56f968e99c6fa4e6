package crm.condition.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;

/** The events of a profile that a selector has found, in their order. */
final class Selection {

    private final Events events;
    private final int[] places;
    private final long[] times;

    private Selection(Events events, int[] places, long[] times) {
        this.events = events;
        this.places = places;
        this.times = times;
    }

    static Selection of(Events events, Filter filter, long at) {
        int[] places = new int[events.size()];
        long[] times = new long[events.size()];
        Scene scene = Scene.at(at);
        int found = 0;
        for (int i = 0; i < places.length; i++) {
            if (filter.isEmpty() || filter.holds(events.data(i), scene)) {
                places[found] = i;
                times[found++] = events.time(i);
            }
        }
        return new Selection(
                events,
                found == places.length ? places : Arrays.copyOf(places, found),
                found == places.length ? times : Arrays.copyOf(times, found));
    }

    int size() {
        return times.length;
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
        int high = times.length;
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
        return time == Micros.NEVER ? times.length : firstNotBefore(time + 1);
    }

    /** The place of the first event that is later than one of another selection in time, source and id. */
    int firstAfter(Selection other, int index) {
        int place = firstNotBefore(other.times[index]);
        while (place < times.length && times[place] == other.times[index] && !isAfter(place, other, index)) {
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
