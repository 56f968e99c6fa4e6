package crm.profile.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;

/** Stored JSON as maps, lists, strings, booleans and exact numbers. */
final class JsonText {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private JsonText() {}

    static Object value(String json) {
        return read(json, new TypeReference<>() {});
    }

    static Map<String, Object> object(String json) {
        return read(json, new TypeReference<>() {});
    }

    static Map<String, String> words(String json) {
        return read(json, new TypeReference<>() {});
    }

    static String write(Map<String, String> words) {
        try {
            return JSON.writeValueAsString(words);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("words as JSON", e);
        }
    }

    /** The text of a JSON string; of anything else its JSON. */
    static String text(String json) {
        return value(json) instanceof String text ? text : json;
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored JSON", e);
        }
    }
}
