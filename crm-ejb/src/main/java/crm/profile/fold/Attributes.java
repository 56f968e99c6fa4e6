package crm.profile.fold;

import crm.ingest.entity.Stamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The attributes of a customer: for each field the latest word by {@link Stamp} wins, {@code null} clears. Fields are
 * leaves of nested objects, so {@code address.city} and {@code address.country} live apart, and a word on
 * {@code address} itself covers all that was said of its fields before.
 *
 * <p>A map of last-writer-wins registers: applying the same facts in any order, any number of times, gives the same
 * state. Not thread-safe.
 */
public final class Attributes {

    private static final String NULL = "null";

    private final NavigableMap<String, Fact> facts = new TreeMap<>();

    /**
     * The latest word on one field.
     *
     * @param json the value as JSON text; the literal {@code null} is kept, since it must beat older words to come
     */
    public record Fact(Stamp stamp, String json) {}

    /** Takes a word on the field at a JSON Pointer; says whether it is news. */
    public boolean put(String pointer, Fact fact) {
        if (covered(pointer, fact.stamp())) {
            return false;
        }
        below(pointer).values().removeIf(older -> fact.stamp().isAfter(older.stamp()));
        facts.put(pointer, fact);
        return true;
    }

    /** All words that count, by JSON Pointer, also those that clear. */
    public SortedMap<String, Fact> facts() {
        return Collections.unmodifiableSortedMap(facts);
    }

    /** The value of a field as JSON text; null where there is none. */
    public String get(String pointer) {
        Fact fact = facts.get(pointer);
        return fact == null || fact.json().equals(NULL) || !below(pointer).isEmpty() ? null : fact.json();
    }

    /** The latest word on a field, on what it is a field of, or on what is a field of it. */
    public Optional<Stamp> latest(String pointer) {
        Stream<Fact> around =
                Stream.of(below(pointer).values().stream(), above(pointer)).flatMap(found -> found);
        return around.map(Fact::stamp).max(Comparator.naturalOrder());
    }

    /** Words on a field and on all it is within. */
    private Stream<Fact> above(String pointer) {
        List<Fact> above = new ArrayList<>();
        for (int end = pointer.length(); end > 0; end = pointer.lastIndexOf('/', end - 1)) {
            Fact fact = facts.get(pointer.substring(0, end));
            if (fact != null) {
                above.add(fact);
            }
        }
        return above.stream();
    }

    private boolean covered(String pointer, Stamp stamp) {
        return above(pointer).anyMatch(fact -> !stamp.isAfter(fact.stamp()));
    }

    /** Words on what lies below a field; {@code '0'} is the character after {@code '/'}. */
    private Map<String, Fact> below(String pointer) {
        return facts.subMap(pointer + '/', pointer + '0');
    }
}
