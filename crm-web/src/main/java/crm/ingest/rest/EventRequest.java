package crm.ingest.rest;

import crm.ingest.entity.Delivery.Header;
import crm.ingest.entity.IntakeRefused;
import crm.ingest.entity.IntakeRefused.Reason;
import crm.ingest.service.EventBody;
import crm.ingest.service.IntakeGate;
import crm.platform.rest.BodyRefused;
import crm.platform.rest.Problem;
import crm.platform.rest.Refusal;
import crm.platform.service.Tracing;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** What a request to take events says of its body, by its headers. */
final class EventRequest {

    private static final String ATTRIBUTE = "ce-";
    private static final Set<String> OF_AN_EVENT = Set.of("ce-specversion", "ce-id", "ce-type", "ce-source");
    private static final Set<String> LINES =
            Set.of("application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines");
    private static final int PORTION = 64 * 1024;

    private final HttpHeaders headers;

    EventRequest(HttpHeaders headers) {
        this.headers = headers;
    }

    /** The body, unpacked. Of one that is too large nothing is read beyond the limit. */
    byte[] bytes(InputStream body, IntakeGate.Visit visit) {
        if (headers.getLength() > EventBody.LARGEST) {
            throw tooLarge();
        }
        boolean packed = packed();
        try (InputStream unpacked = packed ? new GZIPInputStream(body, PORTION) : body) {
            return read(unpacked, visit);
        } catch (ZipException e) {
            throw new IntakeRefused(Reason.MALFORMED, "The body is not gzip.");
        } catch (IOException e) {
            if (BodyRefused.causing(e) != 0) {
                throw new UncheckedIOException(e); // too large or too slow, and answered as that
            }
            throw new IntakeRefused(Reason.MALFORMED, "The body ends too early.");
        }
    }

    private static byte[] read(InputStream body, IntakeGate.Visit visit) throws IOException {
        byte[] bytes = new byte[PORTION];
        visit.read(PORTION);
        int length = 0;
        for (int read = body.read(bytes, 0, PORTION);
                read >= 0;
                read = body.read(bytes, length, bytes.length - length)) {
            length += read;
            if (length > EventBody.LARGEST) {
                throw tooLarge();
            }
            if (length == bytes.length) {
                int larger = Math.min(2 * length, EventBody.LARGEST + 1); // one more shows that there is more
                visit.read(larger - length);
                bytes = Arrays.copyOf(bytes, larger);
            }
        }
        return Arrays.copyOf(bytes, length);
    }

    private static IntakeRefused tooLarge() {
        return new IntakeRefused(
                Reason.TOO_LARGE, "A body may have at most " + EventBody.LARGEST + " bytes, unpacked, too.");
    }

    private boolean packed() {
        String encoding = headers.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            return false;
        }
        if (encoding.equalsIgnoreCase("gzip")) {
            return true;
        }
        throw new Refusal(Problem.of(415, "A body is sent as it is or with Content-Encoding: gzip."));
    }

    /** The span that sends it, null where nobody traces: the server's own one where it has one, else the caller's. */
    String traceparent() {
        return Tracing.current().orElseGet(() -> headers.getHeaderString(Tracing.TRACEPARENT));
    }

    /** Takes the body apart by its media type. */
    EventBody events(byte[] body) {
        List<Header> attributes = attributes();
        MediaType sent = headers.getMediaType();
        String type = sent == null ? "" : (sent.getType() + '/' + sent.getSubtype()).toLowerCase(Locale.ROOT);
        checkCharset(sent);
        if (type.equals("application/cloudevents+json")) {
            return EventBody.structured(body);
        }
        if (type.equals("application/cloudevents-batch+json")) {
            return EventBody.batch(body);
        }
        if (!attributes.isEmpty()) {
            return binary(body, type, attributes);
        }
        if (type.equals("application/json")) {
            return EventBody.json(body);
        }
        if (LINES.contains(type)) {
            return EventBody.lines(body);
        }
        if (type.equals("text/csv")) {
            return EventBody.table(body);
        }
        throw unknown();
    }

    private static EventBody binary(byte[] body, String type, List<Header> attributes) {
        boolean json = type.equals("application/json") || type.endsWith("+json");
        if (!json && !(type.isEmpty() && body.length == 0)) {
            throw unknown();
        }
        return EventBody.binary(body, attributes);
    }

    private static void checkCharset(MediaType sent) {
        String charset = sent == null ? null : sent.getParameters().get(MediaType.CHARSET_PARAMETER);
        if (charset != null && !charset.equalsIgnoreCase("utf-8")) {
            throw new Refusal(Problem.of(415, "The body must be in UTF-8."));
        }
    }

    private static Refusal unknown() {
        return new Refusal(Problem.of(
                415,
                "Events are sent as application/json, application/cloudevents+json,"
                        + " application/cloudevents-batch+json, application/x-ndjson or text/csv."));
    }

    /** Attributes of a CloudEvent in binary form, as a record in a topic has them; none if it is in another form. */
    private List<Header> attributes() {
        List<Header> attributes = new ArrayList<>();
        boolean event = false;
        for (String name : headers.getRequestHeaders().keySet()) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith(ATTRIBUTE)) {
                event |= OF_AN_EVENT.contains(lower);
                attributes.add(new Header(
                        "ce_" + lower.substring(ATTRIBUTE.length()),
                        PercentText.decoded(headers.getHeaderString(name))));
            }
        }
        return event ? attributes : List.of();
    }
}
