package crm.condition.language;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What conditions can speak of, as far as it is known. Types of events, properties and traits may be unknown: they can be
 * used, and are not checked. Immutable.
 *
 * @param events type to its properties by path ({@code products.category}); arrays have the type of their elements
 * @param traits by path from the root of the profile view ({@code traits.orders}, {@code attributes.address.country});
 *     first names other than those two can be used only if one of these begins with them
 * @param segments key of each segment that can be referred to, to those its own definition refers to
 */
public record Vocabulary(
        Map<String, Map<String, ValueType>> events, Map<String, ValueType> traits, Map<String, Set<String>> segments) {

    /** Knows nothing: no check but those of the form. */
    public static final Vocabulary EMPTY = new Vocabulary(Map.of(), Map.of(), Map.of());

    public Vocabulary {
        events = Map.copyOf(events);
        traits = Map.copyOf(traits);
        segments = Map.copyOf(segments);
    }

    public Vocabulary withSegments(Map<String, Set<String>> others) {
        return new Vocabulary(events, traits, others);
    }

    ValueType property(String type, PropertyPath path) {
        return events.getOrDefault(type, Map.of()).getOrDefault(path.toString(), ValueType.ANY);
    }

    ValueType trait(PropertyPath path) {
        return traits.getOrDefault(path.toString(), ValueType.ANY);
    }

    boolean isRoot(String name) {
        return name.equals("traits")
                || name.equals("attributes")
                || traits.keySet().stream().anyMatch(path -> path.startsWith(name + "."));
    }

    /** The property that may have been meant, where one is not known. */
    Optional<String> nearProperty(String type, PropertyPath path) {
        return near(path, events.getOrDefault(type, Map.of()));
    }

    Optional<String> nearTrait(PropertyPath path) {
        return near(path, traits);
    }

    private static Optional<String> near(PropertyPath path, Map<String, ValueType> known) {
        return known.containsKey(path.toString())
                ? Optional.empty()
                : Suggestions.nearest(path.toString(), known.keySet());
    }

    /** Whether a segment refers to another, itself or through others. */
    boolean leadsTo(String from, String to, Set<String> seen) {
        if (from.equals(to)) {
            return true;
        }
        return seen.add(from)
                && segments.getOrDefault(from, Set.of()).stream().anyMatch(next -> leadsTo(next, to, seen));
    }
}
