package crm.segment.service;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What something was after so many events, from some number on: where it became another, no more. Not thread-safe.
 *
 * @param <T> with {@code equals}
 */
final class Course<T> {

    static final int NEVER = Integer.MAX_VALUE;

    private final List<T> values = new ArrayList<>();
    private int[] since = new int[4];

    /**
     * Goes on.
     *
     * @param many of events, more than before
     */
    void add(int many, T value) {
        int size = values.size();
        if (size > 0 && values.get(size - 1).equals(value)) {
            return;
        }
        if (size == since.length) {
            since = Arrays.copyOf(since, size * 2);
        }
        since[size] = many;
        values.add(value);
    }

    void clear() {
        values.clear();
    }

    /** After so many events, not fewer than the first. */
    T after(int many) {
        return values.get(place(many));
    }

    /** After how many events it is another next. */
    int next(int many) {
        int next = place(many) + 1;
        return next < values.size() ? since[next] : NEVER;
    }

    private int place(int many) {
        int found = Arrays.binarySearch(since, 0, values.size(), many);
        return found < 0 ? -found - 2 : found;
    }
}
