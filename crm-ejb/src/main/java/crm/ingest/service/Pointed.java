package crm.ingest.service;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;

/**
 * The value at a JSON Pointer.
 *
 * @param text as it was sent, a string's without quotes and escapes
 */
record Pointed(JsonToken kind, String text) {

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    /** Looks into a text that {@link OutlineReader} has found to be valid; a JSON {@code null} is nothing. */
    static Optional<Pointed> find(Outline outline, JsonPointer pointer) {
        String json = outline.text();
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            return descend(parser, pointer) && !parser.hasToken(JsonToken.VALUE_NULL)
                    ? Optional.of(read(parser, json))
                    : Optional.empty();
        } catch (IOException e) {
            throw Rejected.notJson("is not JSON");
        }
    }

    private static boolean descend(JsonParser parser, JsonPointer pointer) throws IOException {
        JsonPointer rest = pointer;
        while (!rest.matches()) {
            if (!step(parser, rest)) {
                return false;
            }
            rest = rest.tail();
        }
        return true;
    }

    private static boolean step(JsonParser parser, JsonPointer to) throws IOException {
        if (parser.hasToken(JsonToken.START_OBJECT)) {
            return toMember(parser, to.getMatchingProperty());
        }
        return parser.hasToken(JsonToken.START_ARRAY)
                && to.getMatchingIndex() >= 0
                && toElement(parser, to.getMatchingIndex());
    }

    private static boolean toMember(JsonParser parser, String name) throws IOException {
        for (String found = parser.nextFieldName(); found != null; found = parser.nextFieldName()) {
            parser.nextToken();
            if (found.equals(name)) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    private static boolean toElement(JsonParser parser, int index) throws IOException {
        int at = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (at++ == index) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    private static Pointed read(JsonParser parser, String json) throws IOException {
        JsonToken kind = parser.currentToken();
        if (kind == JsonToken.VALUE_STRING) {
            return new Pointed(kind, parser.getText());
        }
        int begin = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        parser.finishToken();
        return new Pointed(
                kind, json.substring(begin, (int) parser.currentLocation().getCharOffset()));
    }
}
