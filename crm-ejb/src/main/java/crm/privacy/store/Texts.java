package crm.privacy.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Texts by name, as a JSON object in one line, by name. */
final class Texts {

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<TreeMap<String, String>> TEXTS = new TypeReference<>() {};

    private Texts() {}

    static String json(SortedMap<String, String> texts) {
        Map<String, String> storable = new TreeMap<>();
        texts.forEach((name, text) -> storable.put(Deed.storable(name), Deed.storable(text)));
        try {
            return JSON.writeValueAsString(storable);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The texts of such an object; somebody may have made it something else, which then must be seen, too. */
    static SortedMap<String, String> read(String json) {
        try {
            return JSON.readValue(json, TEXTS);
        } catch (JsonProcessingException e) {
            return new TreeMap<>(Map.of("?", json));
        }
    }
}
