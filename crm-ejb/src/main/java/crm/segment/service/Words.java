package crm.segment.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import crm.condition.language.SchemaVocabulary;
import crm.condition.language.Vocabulary;
import crm.ingest.service.EventSchemas;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What conditions on customers can speak of, and stored JSON as they read it, exact to the last digit. */
final class Words {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** By the schemas of the types of events; without segments. */
    static final Vocabulary VOCABULARY = SchemaVocabulary.of(schemas());

    private Words() {}

    private static Map<String, JsonNode> schemas() {
        Map<String, JsonNode> schemas = new LinkedHashMap<>();
        new EventSchemas().all().forEach((type, text) -> schemas.put(type, json(text)));
        return schemas;
    }

    /** As maps, lists, texts and exact numbers. */
    static Map<String, Object> map(JsonNode node) {
        return JSON.convertValue(node, new TypeReference<>() {});
    }

    static Object value(String json) {
        return JSON.convertValue(json(json), Object.class);
    }

    /** An object or a list; empty of a text, also of one that begins like those. */
    static Optional<Object> structured(String value) {
        if (!value.startsWith("{") && !value.startsWith("[")) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.convertValue(JSON.readTree(value), Object.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    static String text(Object value) {
        return JSON.valueToTree(value).toString();
    }

    static JsonNode json(String stored) {
        try {
            return JSON.readTree(stored);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored JSON", e);
        }
    }
}
