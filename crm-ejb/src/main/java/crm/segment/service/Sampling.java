package crm.segment.service;

import static java.util.Comparator.comparing;

import com.fasterxml.jackson.databind.JsonNode;
import crm.condition.language.PropertyPath;
import crm.condition.language.ValueType;
import crm.condition.language.Vocabulary;
import crm.privacy.entity.PersonalField;
import crm.segment.service.Choices.Property;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Learns from events what properties and values there are; fields that are personal by their name are not looked into. */
final class Sampling {

    private static final int MOST_VALUES = 12;
    private static final int MOST_DIFFERENT = 500;
    private static final int MOST_PROPERTIES = 300;
    private static final int LONGEST_VALUE = 60;
    private static final int MOST_ELEMENTS = 5;
    private static final int DEEPEST = 4;

    /** Ids say who or what exactly, which is no choice of many. */
    private static final Set<String> NO_PLACES = Set.of("customer_id", "anonymous_id", "identities", "consents");

    private final Map<String, Map<String, Seen>> types = new TreeMap<>();
    private final Set<String> currencies = new TreeSet<>();
    private final Set<String> purposes = new TreeSet<>(Set.of("marketing_email", "marketing_sms", "profiling"));
    private final Set<String> namespaces = new TreeSet<>(Set.of("customer_id", "loyalty_id", "email", "phone"));

    /** The values of one property. */
    private static final class Seen {

        private final Map<String, Integer> values = new HashMap<>();
        private final Set<ValueType> kinds = new HashSet<>();

        void add(JsonNode value) {
            kinds.add(
                    value.isNumber()
                            ? ValueType.NUMBER
                            : value.isBoolean() ? ValueType.FLAG : value.isObject() ? ValueType.OBJECT : ValueType.ANY);
            String text = value.asText();
            boolean worth = value.isTextual() && !text.isBlank() && text.length() <= LONGEST_VALUE;
            if (worth && (values.size() < MOST_DIFFERENT || values.containsKey(text))) {
                values.merge(text, 1, Integer::sum);
            }
        }

        /** Values that come again: what each event has once is an id and no choice. */
        List<String> frequent() {
            boolean ids =
                    values.size() > MOST_VALUES && values.values().stream().allMatch(many -> many == 1);
            return ids
                    ? List.of()
                    : values.entrySet().stream()
                            .sorted(comparing((Map.Entry<String, Integer> one) -> -one.getValue())
                                    .thenComparing(Map.Entry::getKey))
                            .limit(MOST_VALUES)
                            .map(Map.Entry::getKey)
                            .toList();
        }

        ValueType type() {
            return kinds.size() == 1 ? kinds.iterator().next() : ValueType.ANY;
        }
    }

    void add(String type, JsonNode data) {
        Map<String, Seen> properties = types.computeIfAbsent(type, none -> new TreeMap<>());
        if (data.path("currency").isTextual()) {
            currencies.add(data.path("currency").asText());
        }
        data.path("consents").fieldNames().forEachRemaining(purposes::add);
        if (type.equals("customer.consent_changed")) {
            purposes.add(data.path("purpose").asText("profiling"));
        }
        data.path("identities")
                .forEach(one -> namespaces.add(one.path("namespace").asText("email")));
        collect(data, "", "", 0, properties);
    }

    private static void collect(JsonNode node, String parent, String prefix, int depth, Map<String, Seen> found) {
        Map<String, Object> siblings = new LinkedHashMap<>();
        node.properties().forEach(one -> siblings.put(one.getKey(), plain(one.getValue())));
        node.properties().forEach(one -> {
            String name = one.getKey();
            boolean personal = PersonalField.of(name, parent, siblings).isPresent();
            boolean skipped = depth == 0 && NO_PLACES.contains(name);
            if (!personal && !skipped && PropertyPath.isOne(prefix + name) && found.size() < MOST_PROPERTIES) {
                collect(one.getValue(), name, prefix + name, depth, found, 0);
            }
        });
    }

    private static Object plain(JsonNode value) {
        return value.isObject() ? Map.of() : value.isBoolean() ? value.booleanValue() : value.asText();
    }

    private static void collect(
            JsonNode value, String name, String path, int depth, Map<String, Seen> found, int inLists) {
        if (value.isArray()) {
            for (int i = 0; i < Math.min(value.size(), MOST_ELEMENTS) && inLists == 0; i++) {
                collect(value.get(i), name, path, depth, found, 1);
            }
        } else if (!value.isNull()) {
            found.computeIfAbsent(path, none -> new Seen()).add(value);
            if (value.isObject() && depth < DEEPEST) {
                collect(value, name, path + ".", depth + 1, found);
            }
        }
    }

    /**
     * What was learnt, beside what was known.
     *
     * @param said values of traits that are known from elsewhere
     */
    Choices with(Vocabulary known, Map<String, List<String>> said, List<String> moreCurrencies) {
        SortedMap<String, SortedMap<String, Property>> events = new TreeMap<>();
        known.events().forEach((type, properties) -> events.put(type, properties(properties)));
        types.forEach((type, seen) -> {
            SortedMap<String, Property> properties = events.computeIfAbsent(type, none -> new TreeMap<>());
            seen.forEach((path, values) -> properties.merge(
                    path,
                    new Property(values.type(), values.frequent()),
                    (before, now) -> new Property(before.type(), now.values())));
        });
        currencies.addAll(moreCurrencies);
        return new Choices(
                events,
                traits(known, said, events),
                List.copyOf(currencies),
                List.copyOf(purposes),
                List.copyOf(namespaces),
                Map.of(),
                known);
    }

    private static SortedMap<String, Property> properties(Map<String, ValueType> known) {
        SortedMap<String, Property> properties = new TreeMap<>();
        known.forEach((path, type) -> properties.put(path, new Property(type, List.of())));
        return properties;
    }

    /** Attributes and traits of customers are what events say of them. */
    private static SortedMap<String, Property> traits(
            Vocabulary known, Map<String, List<String>> said, SortedMap<String, SortedMap<String, Property>> events) {
        SortedMap<String, Property> traits = properties(known.traits());
        for (String type : List.of("customer.registered", "customer.updated")) {
            events.getOrDefault(type, new TreeMap<>()).forEach((path, property) -> {
                boolean own = path.startsWith("traits.");
                if (own || (!path.equals("traits") && !property.values().isEmpty())) {
                    String name = own ? path : "attributes." + path;
                    traits.merge(name, property, (before, now) -> new Property(before.type(), now.values()));
                }
            });
        }
        said.forEach((path, values) -> traits.merge(
                path,
                new Property(ValueType.TEXT, values),
                (before, now) -> new Property(before.type(), now.values())));
        return traits;
    }
}
