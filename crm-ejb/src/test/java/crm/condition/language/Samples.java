package crm.condition.language;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** JSON for tests, and what the product's own schemas make conditions know. */
final class Samples {

    static final ObjectMapper JSON = new ObjectMapper();

    private Samples() {}

    /** JSON with ' for ". */
    static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    static JsonNode definition(String where) {
        return json("{'key': 'k', 'name': 'n', 'where': " + where + "}");
    }

    /** Of the schemas of events, with the segments {@code vip} and {@code other}, which refers to {@code back}. */
    static Vocabulary vocabulary() {
        Map<String, JsonNode> schemas = new TreeMap<>();
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/crm/ingest/schemas"))) {
            files.forEach(file -> schemas.put(file.getFileName().toString().replace(".json", ""), schema(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return SchemaVocabulary.of(schemas)
                .withSegments(Map.of("vip", Set.of(), "other", Set.of("back"), "back", Set.of("k")));
    }

    private static JsonNode schema(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
