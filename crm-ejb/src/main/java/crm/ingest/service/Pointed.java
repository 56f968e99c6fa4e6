package crm.ingest.service;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import crm.ingest.service.Outline.Member;
import java.io.IOException;
import java.util.Optional;

/**
 * The value at a JSON Pointer.
 *
 * @param json as it was sent
 */
record Pointed(JsonToken kind, String json) {

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    /** Looks into a text that {@link OutlineReader} has found to be valid; a JSON {@code null} is nothing. */
    static Optional<Pointed> find(Outline outline, JsonPointer pointer) {
        if (pointer.matches()) {
            return Optional.of(new Pointed(JsonToken.START_OBJECT, outline.text()));
        }
        Optional<Member> member = outline.member(pointer.getMatchingProperty());
        // Most pointers name a member, whose place is known.
        Optional<Pointed> found = pointer.tail().matches()
                ? member.map(at -> new Pointed(at.kind(), outline.text(at)))
                : member.flatMap(at -> find(outline.text(at), pointer.tail()));
        return found.filter(value -> value.kind() != JsonToken.VALUE_NULL);
    }

    private static Optional<Pointed> find(String json, JsonPointer pointer) {
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            return descend(parser, pointer) ? Optional.of(read(parser, json)) : Optional.empty();
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
        int begin = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        parser.finishToken();
        return new Pointed(
                kind, json.substring(begin, (int) parser.currentLocation().getCharOffset()));
    }

    /** As it was sent, a string's without quotes and escapes. */
    String text() {
        if (kind != JsonToken.VALUE_STRING) {
            return json;
        }
        return json.indexOf('\\') < 0 ? json.substring(1, json.length() - 1) : unescaped();
    }

    private String unescaped() {
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            return parser.getText();
        } catch (IOException e) {
            throw Rejected.notJson("is not JSON");
        }
    }
}
