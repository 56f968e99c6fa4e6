package crm.profile.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.ingest.entity.Stamp;
import crm.profile.fold.Attributes;
import crm.profile.fold.Consents;
import java.time.Instant;
import java.util.Optional;

/**
 * How attributes and consents are stored: an object of field (JSON Pointer) or purpose to
 * {@code [value, time, source, id]}. Numbers keep their digits.
 */
public final class PersonJson {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private PersonJson() {}

    public static Attributes attributes(String json) {
        Attributes attributes = new Attributes();
        read(json)
                .properties()
                .forEach(field -> attributes.put(
                        field.getKey(),
                        new Attributes.Fact(
                                stamp(field.getValue()), field.getValue().get(0).toString())));
        return attributes;
    }

    public static Consents consents(String json) {
        Consents consents = new Consents();
        read(json)
                .properties()
                .forEach(field -> consents.put(
                        field.getKey(),
                        new Consents.Word(
                                stamp(field.getValue()),
                                granted(field.getValue().get(0)))));
        return consents;
    }

    private static Optional<Boolean> granted(JsonNode word) {
        return word.isNull() ? Optional.empty() : Optional.of(word.booleanValue());
    }

    static String write(Attributes attributes) {
        ObjectNode json = JSON.createObjectNode();
        attributes.facts().forEach((pointer, fact) -> {
            ArrayNode entry = json.putArray(pointer).add(read(fact.json()));
            stamp(entry, fact.stamp());
        });
        return json.toString();
    }

    static String write(Consents consents) {
        ObjectNode json = JSON.createObjectNode();
        consents.words().forEach((purpose, word) -> {
            ArrayNode entry = json.putArray(purpose).add(word.granted().orElse(null));
            stamp(entry, word.stamp());
        });
        return json.toString();
    }

    /** The text of a JSON string; null of anything else. */
    static String text(String json) {
        return json == null ? null : read(json).textValue();
    }

    private static void stamp(ArrayNode entry, Stamp stamp) {
        entry.add(stamp.time().toString()).add(stamp.source()).add(stamp.id());
    }

    private static Stamp stamp(JsonNode entry) {
        return new Stamp(
                Instant.parse(entry.get(1).textValue()),
                entry.get(2).textValue(),
                entry.get(3).textValue());
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored JSON", e);
        }
    }
}
