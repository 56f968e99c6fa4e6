package crm.condition.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.condition.language.Condition;
import crm.condition.language.PropertyPath;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What the answer of a condition can depend on, so that no more needs to be kept. Immutable. */
public final class Dependencies {

    private final Map<String, Set<PropertyPath>> properties;
    private final Set<String> types;
    private final Map<String, Set<Span>> reaches;
    private final Set<Fact> facts;
    private final Set<ZoneId> zones;
    private final Map<String, Names> trees = new ConcurrentHashMap<>();

    private Dependencies(
            Map<String, Set<PropertyPath>> properties,
            Map<String, Set<Span>> reaches,
            Set<Fact> facts,
            Set<ZoneId> zones) {
        this.properties = properties;
        this.types = Set.copyOf(properties.keySet());
        this.reaches = reaches;
        this.facts = Set.copyOf(facts);
        this.zones = Set.copyOf(zones);
    }

    static Dependencies of(Condition condition, ZoneId zone) {
        DependencyFinder finder = new DependencyFinder(zone);
        condition.accept(finder);
        Set<ZoneId> zones = Zones.matters(condition) ? Set.of(zone) : Set.of();
        return new Dependencies(finder.properties(), finder.reaches(), finder.facts(), zones);
    }

    /** Of all together. */
    public static Dependencies of(Collection<CompiledCondition> conditions) {
        Map<String, Set<PropertyPath>> properties = new TreeMap<>();
        Map<String, Set<Span>> reaches = new TreeMap<>();
        Set<Fact> facts = new LinkedHashSet<>();
        Set<ZoneId> zones = new LinkedHashSet<>();
        conditions.stream().map(CompiledCondition::dependencies).forEach(one -> {
            one.properties.forEach((type, paths) -> properties
                    .computeIfAbsent(type, none -> new LinkedHashSet<>())
                    .addAll(paths));
            one.reaches.forEach((type, some) ->
                    reaches.computeIfAbsent(type, none -> new LinkedHashSet<>()).addAll(some));
            facts.addAll(one.facts);
            zones.addAll(one.zones);
        });
        return new Dependencies(properties, reaches, facts, zones);
    }

    /** The types of events that are looked at. */
    public Set<String> types() {
        return types;
    }

    /** The properties of events of a type that are looked at. */
    public Set<PropertyPath> properties(String type) {
        return Set.copyOf(properties.getOrDefault(type, Set.of()));
    }

    /** What else is asked for. */
    public Set<Fact> facts() {
        return facts;
    }

    /** The time zones whose days matter. */
    public Set<ZoneId> zones() {
        return zones;
    }

    /**
     * The earliest time of events of a type that can matter at an instant or later: older ones, also such as come late, change
     * nothing any more; {@link Micros#ALWAYS} if all matter, {@link Micros#NEVER} if none do. For instants before {@code at} they
     * still matter.
     */
    public long neededFrom(String type, long at) {
        return reaches.getOrDefault(type, Set.of()).stream()
                .mapToLong(reach -> reach.first(at))
                .min()
                .orElse(Micros.NEVER);
    }

    /** The data of an event with nothing but the properties that are looked at. Does not change what it is given. */
    public JsonNode project(String type, JsonNode data) {
        return project(data, trees.computeIfAbsent(type, one -> tree(properties.getOrDefault(one, Set.of()))));
    }

    /** What is kept of an object: values as a whole, or what is below their names. */
    private static final class Names {

        private final Map<String, Names> below = new LinkedHashMap<>();
        private boolean whole;
    }

    private static Names tree(Set<PropertyPath> paths) {
        Names root = new Names();
        for (PropertyPath path : paths) {
            Names at = root;
            for (String name : path.names()) {
                at = at.below.computeIfAbsent(name, none -> new Names());
            }
            at.whole = true;
        }
        return root;
    }

    private static JsonNode project(JsonNode node, Names names) {
        if (names.whole) {
            return node;
        }
        if (node.isArray()) {
            ArrayNode elements = JsonNodeFactory.instance.arrayNode(node.size());
            node.forEach(element -> elements.add(project(element, names)));
            return elements;
        }
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        names.below.forEach((name, below) -> {
            JsonNode child = node.get(name);
            if (child != null) {
                kept.set(name, project(child, below));
            }
        });
        return kept;
    }
}
