package crm.dev.chaos;

import java.util.Arrays;

/** As many stories as it takes for a number of events; the last one breaks off. */
final class Stories {

    private final long seed;
    private final int[] begins;

    Stories(long seed, int events) {
        this.seed = seed;
        int[] found = new int[1024];
        int count = 0;
        int total = 0;
        while (total < events) {
            if (count + 1 == found.length) {
                found = Arrays.copyOf(found, found.length * 2);
            }
            found[count] = total;
            total += Story.sizeOf(seed, count);
            count++;
        }
        found[count] = events;
        begins = Arrays.copyOf(found, count + 1);
    }

    int count() {
        return begins.length - 1;
    }

    Story get(int number) {
        return new Story(seed, number, begins[number + 1] - begins[number]);
    }

    /** The place of an event among all, by its id; -1 if it is of no story. */
    int indexOf(String id) {
        try {
            int number = Story.numberOf(id);
            int place = Story.placeOf(id);
            boolean known = number < count() && place < get(number).size();
            return known ? begins[number] + place : -1;
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return -1;
        }
    }

    int events() {
        return begins[begins.length - 1];
    }
}
