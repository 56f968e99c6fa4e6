package crm.condition.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import crm.condition.language.Operand;
import crm.condition.language.PropertyCheck;
import crm.condition.language.PropertyPath;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@code where}. Of one array, one element must pass all positive tests; a negative test wants no element at all that is
 * equal. Immutable once made.
 */
final class Filter {

    private record Item(PropertyPath path, ValueCheck test) {}

    private final Branch positive = new Branch();
    private final List<Item> negative = new ArrayList<>();
    private final List<Item> moving = new ArrayList<>();
    private final boolean empty;

    Filter(List<PropertyCheck> where, ValueChecks tests) {
        empty = where.isEmpty();
        for (PropertyCheck one : where) {
            Item item = new Item(one.property(), tests.of(one.is()));
            if (one.is().op().isNegative()) {
                negative.add(item);
            } else {
                positive.add(item.path(), item.test());
            }
            if (item.test().moves()) {
                moving.add(item);
            }
        }
    }

    /** What can be said without knowing what earlier steps have found: necessary for the whole to hold. */
    static List<PropertyCheck> withoutReferences(List<PropertyCheck> where) {
        return where.stream()
                .filter(one -> !(one.is().with() instanceof Operand.Reference))
                .toList();
    }

    boolean isEmpty() {
        return empty;
    }

    boolean moves() {
        return !moving.isEmpty();
    }

    boolean recurs() {
        return moving.stream().anyMatch(item -> item.test().recurs());
    }

    boolean holds(JsonNode data, Scene scene) {
        if (empty) {
            return true;
        }
        if (!positive.holds(data, scene)) {
            return false;
        }
        for (Item item : negative) {
            if (anyIsEqual(data, item, scene)) {
                return false;
            }
        }
        return true;
    }

    private static boolean anyIsEqual(JsonNode data, Item item, Scene scene) {
        boolean[] equal = new boolean[1];
        Values.each(data, item.path(), value -> equal[0] |= item.test().holds(value, scene));
        return equal[0];
    }

    /** The first instant after {@code at} at which the answer may be another, if the events found stay the same. */
    long changesAfter(JsonNode data, long at) {
        long[] first = {Micros.NEVER};
        for (Item item : moving) {
            Values.each(
                    data,
                    item.path(),
                    value -> first[0] = Math.min(first[0], item.test().changesAfter(value, at)));
        }
        return first[0];
    }
}
