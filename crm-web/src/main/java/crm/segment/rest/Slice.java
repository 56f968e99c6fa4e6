package crm.segment.rest;

import crm.platform.entity.ForeignCursor;
import crm.platform.entity.Page;
import crm.platform.rest.Limit;
import crm.profile.service.Cursor;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Pages of a list that is short enough to be read as a whole.
 *
 * @param list what cursors belong to
 * @param mark by which items are in order; no two have the same
 * @param order of marks
 * @param reading a mark from a cursor
 */
record Slice<T, K>(String list, Function<T, K> mark, Comparator<K> order, Function<String, K> reading) {

    static <T> Slice<T, String> byKey(String list, Function<T, String> key) {
        return new Slice<>(list, key, Comparator.naturalOrder(), Function.identity());
    }

    /**
     * A page of it.
     *
     * @param all in order
     * @param limit as the address has it, may be null
     * @param after as the address has it, may be null
     * @throws ForeignCursor if that was not given out for this list
     */
    Page<T> of(List<T> all, String limit, String after) {
        int size = Limit.of(limit);
        Optional<K> last = Optional.ofNullable(after).map(this::read);
        List<T> rest = all.stream()
                .filter(one -> last.isEmpty() || order.compare(mark.apply(one), last.get()) > 0)
                .toList();
        List<T> shown = rest.subList(0, Math.min(size, rest.size()));
        return new Page<>(
                shown,
                rest.size() > size
                        ? Optional.of(Cursor.of(mark.apply(shown.get(size - 1))).write(list))
                        : Optional.empty());
    }

    private K read(String cursor) {
        try {
            return reading.apply(Cursor.read(cursor, list, 1).values().get(0));
        } catch (NumberFormatException e) {
            throw new ForeignCursor();
        }
    }

    static <T, V> Page<V> told(Page<T> page, Function<T, V> view) {
        return new Page<>(page.items().stream().map(view).toList(), page.next());
    }
}
