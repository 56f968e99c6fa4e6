package crm.ingest.service;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import crm.ingest.service.Outline.Member;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The first look at a JSON text, in one pass: that it is JSON, that it can be stored, and its {@link Outline}.
 *
 * <p>Later readers may rely on it: the text is valid, no deeper than {@value #DEPTH} levels, no key appears twice in an
 * object, no number has more than {@value #NUMBER} characters or an exponent beyond ±{@value #EXPONENT} (what a double
 * holds; PostgreSQL's {@code jsonb} writes such numbers out, digit by digit), and no string has U+0000 or half a
 * surrogate pair.
 */
final class OutlineReader {

    static final int DEPTH = 100;
    static final int KEY = 1000;
    static final int NUMBER = 100;
    static final int EXPONENT = 308;

    private static final String STORABLE = "text without U+0000 and without half a surrogate pair";

    private static final Set<String> READ =
            Set.of("specversion", "id", "source", "type", "time", "subject", "backfill", "customer_id", "anonymous_id");

    // Names of members come from outside: interning them would fill the JVM's table with strangers.
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH)
                    .maxNameLength(KEY)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final boolean doubtful;

    private OutlineReader(boolean doubtful) {
        this.doubtful = doubtful;
    }

    /** The outline of a text that is an object; {@code noObject} is the answer to any other JSON. */
    static Outline read(byte[] json, Rejected noObject) {
        if (!StorableText.isUtf8(json)) {
            throw Rejected.notJson("is not JSON in UTF-8");
        }
        try (JsonParser parser = JSON.createParser(json)) {
            return new OutlineReader(StorableText.isDoubtful(json)).read(json, parser, noObject);
        } catch (IOException e) {
            throw Rejected.notJson("is not JSON");
        }
    }

    private Outline read(byte[] json, JsonParser parser, Rejected noObject) throws IOException {
        try {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw Rejected.notJson("is empty");
            }
            int begin = offset(parser.currentTokenLocation());
            List<Member> members = List.of();
            if (first == JsonToken.START_OBJECT) {
                members = members(parser, true);
            } else {
                walk(parser);
            }
            int end = offset(parser.currentLocation());
            if (parser.nextToken() != null) {
                throw Rejected.notJson("goes on after its end");
            }
            if (first != JsonToken.START_OBJECT) {
                throw noObject;
            }
            return new Outline(json, begin, end, members);
        } catch (JsonProcessingException e) {
            throw rejected(parser, e);
        }
    }

    private static Rejected rejected(JsonParser parser, JsonProcessingException e) {
        if (e instanceof StreamConstraintsException) {
            return Rejected.wrong(
                    pointer(parser), "at most " + DEPTH + " levels deep, with keys of at most " + KEY + " characters");
        }
        if (e.getOriginalMessage().startsWith("Duplicate")) {
            return Rejected.wrong(pointer(parser), "there only once");
        }
        JsonLocation location = e.getLocation();
        return Rejected.notJson("is not JSON at line " + location.getLineNr() + ", column " + location.getColumnNr());
    }

    /** The members of the object that the parser has just entered. */
    private List<Member> members(JsonParser parser, boolean outermost) throws IOException {
        List<Member> found = new ArrayList<>(outermost ? 12 : 2);
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            boolean readable = READ.contains(name);
            if (outermost || readable) {
                found.add(member(parser, name, readable, outermost && name.equals("data")));
            } else {
                checkName(parser, name);
                parser.nextToken();
                walk(parser);
            }
        }
        return found;
    }

    private Member member(JsonParser parser, String name, boolean readable, boolean nested) throws IOException {
        checkName(parser, name);
        int nameBegin = offset(parser.currentTokenLocation());
        JsonToken kind = parser.nextToken();
        int value = offset(parser.currentTokenLocation());
        String text = "";
        List<Member> inner = List.of();
        if (readable && kind == JsonToken.VALUE_STRING) {
            text = parser.getText();
            checkText(parser, text);
        } else if (nested && kind == JsonToken.START_OBJECT) {
            inner = members(parser, false);
        } else {
            walk(parser);
        }
        parser.finishToken();
        return new Member(name, kind, text, nameBegin, value, offset(parser.currentLocation()), inner);
    }

    /** Checks the value at whose first token the parser stands, and stops at its last. */
    private void walk(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        int depth = 0;
        while (true) {
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            } else if (token.isNumeric()) {
                checkNumber(parser);
            } else if (token == JsonToken.FIELD_NAME) {
                checkName(parser, parser.currentName());
            } else if (token == JsonToken.VALUE_STRING && doubtful) {
                checkText(parser, parser.getText());
            }
            if (depth == 0) {
                return;
            }
            token = parser.nextToken();
        }
    }

    private void checkText(JsonParser parser, String text) {
        if (doubtful && !StorableText.isStorable(text)) {
            throw Rejected.wrong(pointer(parser), STORABLE);
        }
    }

    /** A rejection is stored too, so its pointer cannot have such a name: it ends at the object. */
    private void checkName(JsonParser parser, String name) {
        if (doubtful && !StorableText.isStorable(name)) {
            JsonPointer object = parser.getParsingContext().pathAsPointer().head();
            throw Rejected.wrong(object.toString(), STORABLE);
        }
    }

    private static void checkNumber(JsonParser parser) throws IOException {
        if (parser.getTextLength() > NUMBER
                || (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT && isExtreme(parser))) {
            throw Rejected.wrong(
                    pointer(parser),
                    "a number of at most " + NUMBER + " characters with an exponent within ±" + EXPONENT);
        }
    }

    private static boolean isExtreme(JsonParser parser) throws IOException {
        char[] buffer = parser.getTextCharacters();
        int at = parser.getTextOffset();
        int stop = at + parser.getTextLength();
        while (at < stop && (buffer[at] | 0x20) != 'e') {
            at++;
        }
        int exponent = 0;
        for (at++; at < stop && exponent <= EXPONENT; at++) {
            if (buffer[at] >= '0') { // not a sign
                exponent = exponent * 10 + buffer[at] - '0';
            }
        }
        return exponent > EXPONENT;
    }

    private static String pointer(JsonParser parser) {
        return parser.getParsingContext().pathAsPointer().toString();
    }

    private static int offset(JsonLocation location) {
        return (int) location.getByteOffset();
    }
}
