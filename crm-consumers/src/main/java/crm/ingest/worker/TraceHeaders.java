package crm.ingest.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import crm.ingest.entity.Delivery;
import crm.platform.service.Tracing;
import java.io.IOException;
import java.util.Optional;

/**
 * Which span a record says it comes from: by the header that tracing clients write, else by CloudEvents' extension for
 * distributed tracing, in a header or in the event. Only asked where somebody traces.
 */
final class TraceHeaders {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int LONGEST = 64;

    private TraceHeaders() {}

    static Optional<String> of(Delivery delivery) {
        return header(delivery, Tracing.TRACEPARENT)
                .or(() -> header(delivery, "ce_" + Tracing.TRACEPARENT))
                .or(() -> within(delivery.value()));
    }

    private static Optional<String> header(Delivery delivery, String name) {
        return delivery.headers().stream()
                .filter(header -> header.name().equals(name) && header.value() != null)
                .map(header -> header.value())
                .filter(value -> value.length <= LONGEST)
                .map(value -> new String(value, UTF_8))
                .reduce((first, last) -> last);
    }

    /** Of a structured event: one of its outermost fields. */
    private static Optional<String> within(byte[] value) {
        if (value == null) {
            return Optional.empty();
        }
        try (JsonParser json = JSON.createParser(value)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean trace = Tracing.TRACEPARENT.equals(json.currentName());
                JsonToken token = json.nextToken();
                if (trace) {
                    return token == JsonToken.VALUE_STRING ? Optional.of(json.getText()) : Optional.empty();
                }
                json.skipChildren();
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // what is no JSON is told elsewhere
        }
    }
}
