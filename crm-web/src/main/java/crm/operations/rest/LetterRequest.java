package crm.operations.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import crm.platform.rest.Json;
import crm.platform.rest.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/**
 * Bodies of what operators do. They are JSON whatever their media type says, and may be left out: a script that has nothing
 * to say says nothing.
 */
final class LetterRequest {

    private LetterRequest() {}

    /**
     * Decimals with all their digits, as a value may stand in there as it is to be sent.
     *
     * @param body may be null
     */
    static JsonNode read(byte[] body) throws JsonProcessingException {
        try {
            return Json.mapper()
                    .reader()
                    .without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .readTree(body == null ? new byte[0] : body);
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e); // bytes in memory are read
        }
    }

    /** Empty for a body without anything. A field that says null is refused: it could be read as all. */
    static <T> Optional<T> read(byte[] body, Class<T> form) throws JsonProcessingException {
        JsonNode json = read(body);
        if (json.isMissingNode()) {
            return Optional.empty();
        } else if (!json.isObject()) {
            throw Refusal.field("", "wrong_type", "The body is an object, or left out.");
        }
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            if (field.getValue().isNull()) {
                throw Refusal.field(
                        '/' + EditBody.escaped(field.getKey()), "wrong_type", "Leave out what is not asked for.");
            }
        }
        return Optional.of(Json.mapper()
                .reader()
                .without(DeserializationFeature.ACCEPT_FLOAT_AS_INT) // half a worker is none that was meant
                .treeToValue(json, form));
    }
}
