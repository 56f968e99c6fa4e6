package crm.ingest.service;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import crm.ingest.entity.Delivery.Header;
import crm.ingest.entity.IntakeRefused;
import crm.ingest.entity.IntakeRefused.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What somebody sent, taken apart into events without building any of them. */
public final class EventBody {

    /** Bytes that a body may have, after decompression. */
    public static final int LARGEST = 32 * 1024 * 1024;

    static final int MOST_LINES = 5000;
    static final int MOST_ELEMENTS = 500;

    private static final List<Header> STRUCTURED = List.of(CloudEventHeaders.STRUCTURED);
    private static final int DEPTH = 1000; // each event is looked at more closely by itself
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH)
                    .maxStringLength(LARGEST)
                    .maxNumberLength(LARGEST)
                    .maxNameLength(LARGEST)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final List<Candidate> candidates;
    private final boolean single;

    private EventBody(List<Candidate> candidates, boolean single) {
        this.candidates = candidates;
        this.single = single;
    }

    List<Candidate> candidates() {
        return candidates;
    }

    /** Whether the body is one event and no list, which may be empty. */
    boolean single() {
        return single;
    }

    /**
     * A CloudEvent in binary form: the body, which may be empty, is its data.
     *
     * @param attributes as headers of a record
     */
    public static EventBody binary(byte[] body, List<Header> attributes) {
        return one(withoutMark(body), attributes);
    }

    /** A CloudEvent in structured form. */
    public static EventBody structured(byte[] body) {
        byte[] json = withoutMark(body);
        if (isBlank(json, 0, json.length)) {
            throw empty();
        }
        return one(json, STRUCTURED);
    }

    private static EventBody one(byte[] value, List<Header> headers) {
        if (value.length > EventDecoder.LARGEST_VALUE) {
            throw tooLarge();
        }
        return new EventBody(List.of(Candidate.of(value, headers)), true);
    }

    static IntakeRefused tooLarge() {
        return new IntakeRefused(
                Reason.TOO_LARGE, "An event may have at most " + EventDecoder.LARGEST_VALUE + " bytes.");
    }

    /** One event, CloudEvent or bare JSON, or an array of them. */
    public static EventBody json(byte[] body) {
        byte[] json = withoutMark(body);
        int first = 0;
        while (first < json.length && isBlank(json[first])) {
            first++;
        }
        if (first == json.length) {
            throw empty();
        }
        return json[first] == '[' ? array(json, List.of()) : one(json, List.of());
    }

    /** An array of CloudEvents in structured form. */
    public static EventBody batch(byte[] body) {
        return array(withoutMark(body), STRUCTURED);
    }

    private static EventBody array(byte[] json, List<Header> headers) {
        if (!StorableText.isUtf8(json)) {
            throw new IntakeRefused(Reason.MALFORMED, "The body is not JSON in UTF-8.");
        }
        try (JsonParser parser = JSON.createParser(json)) {
            return new EventBody(elements(parser, json, headers), false);
        } catch (JsonProcessingException e) {
            throw new IntakeRefused(
                    Reason.MALFORMED,
                    "The body is not JSON at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ".");
        } catch (IOException e) {
            throw new IntakeRefused(Reason.MALFORMED, "The body is not JSON.");
        }
    }

    private static List<Candidate> elements(JsonParser parser, byte[] json, List<Header> headers) throws IOException {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw new IntakeRefused(Reason.MALFORMED, "The body must be a JSON array of events.");
        }
        List<Candidate> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (elements.size() == MOST_ELEMENTS) {
                throw tooMany(MOST_ELEMENTS, "an array");
            }
            int begin = (int) parser.currentTokenLocation().getByteOffset();
            parser.skipChildren();
            parser.finishToken();
            int end = (int) parser.currentLocation().getByteOffset();
            elements.add(Candidate.of(Arrays.copyOfRange(json, begin, end), headers));
        }
        if (parser.nextToken() != null) {
            throw new IntakeRefused(Reason.MALFORMED, "The body goes on after the array.");
        }
        return elements;
    }

    /** One event on each line that is not blank. */
    public static EventBody lines(byte[] body) {
        byte[] text = notEmpty(withoutMark(body));
        List<Candidate> lines = new ArrayList<>();
        int begin = 0;
        for (int i = 0; i <= text.length; i++) {
            if (i == text.length || text[i] == '\n') {
                if (!isBlank(text, begin, i)) {
                    if (lines.size() == MOST_LINES) {
                        throw tooMany(MOST_LINES, "a body of lines");
                    }
                    lines.add(Candidate.of(Arrays.copyOfRange(text, begin, i), List.of()));
                }
                begin = i + 1;
            }
        }
        return new EventBody(lines, false);
    }

    /** CSV: a header and one event in each row, see {@link EventTable}. */
    public static EventBody table(byte[] body) {
        return new EventBody(EventTable.read(notEmpty(withoutMark(body))), false);
    }

    static IntakeRefused tooMany(int most, String where) {
        return new IntakeRefused(Reason.TOO_LARGE, "There may be at most " + most + " events in " + where + ".");
    }

    /** A list may be empty, a body may not. */
    private static byte[] notEmpty(byte[] body) {
        if (body.length == 0) {
            throw empty();
        }
        return body;
    }

    private static IntakeRefused empty() {
        return new IntakeRefused(Reason.MALFORMED, "There is no event in the body.");
    }

    /** Windows likes to write the byte order mark of UTF-8. */
    private static byte[] withoutMark(byte[] body) {
        boolean marked = body.length >= 3 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF;
        return marked ? Arrays.copyOfRange(body, 3, body.length) : body;
    }

    private static boolean isBlank(byte[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isBlank(text[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }
}
