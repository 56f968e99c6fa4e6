package crm.condition.language;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the JSON Schemas of events say of their properties. */
public final class SchemaVocabulary {

    /** What customers say of themselves is kept under {@code attributes}, but for these. */
    private static final Set<String> NO_ATTRIBUTES =
            Set.of("customer_id", "anonymous_id", "identities", "consents", "traits");

    private SchemaVocabulary() {}

    /**
     * The types of events by their schemas, all traits that are computed, and the attributes that {@code
     * customer.registered} can bring. No segments.
     *
     * @param schemas of {@code data}, by type
     */
    public static Vocabulary of(Map<String, JsonNode> schemas) {
        Map<String, Map<String, ValueType>> events = new LinkedHashMap<>();
        schemas.forEach((type, schema) -> events.put(type, properties(schema)));
        Map<String, ValueType> traits = new LinkedHashMap<>(KnownTraits.ALL);
        events.getOrDefault("customer.registered", Map.of()).forEach((path, type) -> {
            if (!NO_ATTRIBUTES.contains(PropertyPath.of(path).name(0))) {
                traits.put("attributes." + path, type);
            }
        });
        return new Vocabulary(events, traits, Map.of());
    }

    private static Map<String, ValueType> properties(JsonNode schema) {
        Map<String, ValueType> found = new LinkedHashMap<>();
        collect(schema, "", found);
        return Map.copyOf(found);
    }

    private static void collect(JsonNode schema, String prefix, Map<String, ValueType> found) {
        schema.path("properties").properties().forEach(property -> {
            String path = prefix + property.getKey();
            JsonNode one = property.getValue();
            JsonNode element = types(one).contains("array") ? one.path("items") : one;
            found.put(path, type(element));
            collect(element, path + ".", found);
        });
    }

    private static ValueType type(JsonNode schema) {
        Set<String> types = types(schema);
        if (types.contains("object")) {
            return ValueType.OBJECT;
        }
        if (types.contains("boolean")) {
            return ValueType.FLAG;
        }
        if (types.contains("number") || types.contains("integer")) {
            return types.contains("string") ? ValueType.MONEY : ValueType.NUMBER;
        }
        if (types.contains("string")) {
            return schema.path("format").asText().startsWith("date") ? ValueType.TIME : ValueType.TEXT;
        }
        return ValueType.ANY;
    }

    private static Set<String> types(JsonNode schema) {
        Set<String> types = new TreeSet<>();
        JsonNode type = schema.path("type");
        if (type.isTextual()) {
            types.add(type.textValue());
        } else {
            type.forEach(one -> types.add(one.asText()));
        }
        return types;
    }
}
