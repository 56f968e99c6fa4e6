package crm.ingest.service;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import crm.ingest.entity.Violation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a {@code data} object from its beginning to its end, and knows the JSON Pointer of where it stands. Text and
 * nesting were checked when the event came in ({@link OutlineReader}), so no limits apply here: what was accepted once can be
 * read for ever, also as {@code jsonb} writes it.
 */
final class Cursor implements AutoCloseable {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(10 * OutlineReader.DEPTH)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    /** An event is a sample of what a source does wrong, not a list of all of it. */
    private static final int MOST_VIOLATIONS = 20;

    private final String json;
    private final String root;
    private final JsonParser parser;
    private List<Violation> violations = List.of();

    /** @param root JSON Pointer of the object */
    Cursor(String json, String root) throws IOException {
        this.json = json;
        this.root = root;
        this.parser = JSON.createParser(json);
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw Rejected.wrong(root, "a JSON object");
        }
    }

    /** Goes to the value of the next field of the object; false at the object's end. */
    boolean nextField() throws IOException {
        if (parser.nextFieldName() == null) {
            return false;
        }
        parser.nextToken();
        return true;
    }

    /** The name of the field at whose value it stands. */
    String field() throws IOException {
        return parser.currentName();
    }

    /** Goes to the next element of the array; false at the array's end. */
    boolean nextElement() throws IOException {
        return parser.nextToken() != JsonToken.END_ARRAY;
    }

    boolean isObject() {
        return parser.hasToken(JsonToken.START_OBJECT);
    }

    boolean isArray() {
        return parser.hasToken(JsonToken.START_ARRAY);
    }

    boolean isNull() {
        return parser.hasToken(JsonToken.VALUE_NULL);
    }

    void skip() throws IOException {
        parser.skipChildren();
    }

    /** The value; empty for {@code null}, refused if it has another type. */
    <T> Optional<T> strictly(Kind<T> kind) throws IOException {
        Optional<T> value = value(kind);
        if (value.isEmpty() && !isNull()) {
            throw wrong(kind.expectation());
        }
        return value;
    }

    /** The value; empty if it has another type, and then not left. */
    <T> Optional<T> value(Kind<T> kind) throws IOException {
        return kind.reading().of(parser);
    }

    /** The value; empty for {@code null}, and if it has another type, which is then noted and skipped. */
    <T> Optional<T> leniently(Kind<T> kind) throws IOException {
        Optional<T> value = value(kind);
        if (value.isEmpty() && !isNull()) {
            note(kind.expectation());
        }
        parser.skipChildren();
        return value;
    }

    /** Notes that the value is not what it must be. Does not move. */
    void note(String expectation) {
        note(pointer(), expectation);
    }

    /** @param pointer of what is at fault, where the value's own would have names that nobody knows */
    void note(String pointer, String expectation) {
        if (violations.isEmpty()) {
            violations = new ArrayList<>(2);
        }
        if (violations.size() < MOST_VIOLATIONS) {
            violations.add(new Violation(pointer, expectation, found(parser.currentToken())));
        }
    }

    /** What was noted so far. */
    List<Violation> violations() {
        return violations;
    }

    private static String found(JsonToken token) {
        return switch (token) {
            case START_OBJECT, END_OBJECT -> "object";
            case START_ARRAY, END_ARRAY -> "array";
            case VALUE_TRUE, VALUE_FALSE -> "boolean";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "number";
            case VALUE_NULL -> "null";
            default -> "string";
        };
    }

    /** JSON Pointer of the object. */
    String root() {
        return root;
    }

    /** The value as JSON, as it was sent. */
    String raw() throws IOException {
        int begin = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        parser.finishToken();
        return json.substring(begin, (int) parser.currentLocation().getCharOffset());
    }

    Rejected wrong(String expectation) {
        return Rejected.wrong(pointer(), expectation);
    }

    /** @param field of the object whose end was reached */
    Rejected missing(String field) {
        return Rejected.missing(pointer() + '/' + field);
    }

    private String pointer() {
        return root + parser.getParsingContext().pathAsPointer();
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
