package crm.platform.service;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Spans, where the server, an agent or somebody else brings an OpenTelemetry; without one nothing is made and next to
 * nothing is done. Contexts are written as W3C's {@code traceparent}. Thread-safe.
 */
@ApplicationScoped
public class Tracing {

    public static final String TRACEPARENT = "traceparent";

    private static final String SCOPE = "crm";
    private static final Getter GETTER = new Getter();

    private final Instance<OpenTelemetry> server;
    private volatile Tracer tracer;

    /** For the container's proxies. */
    protected Tracing() {
        this.server = null;
    }

    @Inject
    public Tracing(Instance<OpenTelemetry> server) {
        this.server = server;
    }

    public Tracing(OpenTelemetry telemetry) {
        this.server = null;
        this.tracer = telemetry.getTracer(SCOPE);
    }

    /** Found when first needed: an agent is there before, others may come with the server's own start. */
    public Tracer tracer() {
        Tracer found = tracer;
        if (found == null) {
            OpenTelemetry telemetry =
                    server != null && server.isResolvable() ? server.get() : GlobalOpenTelemetry.get();
            found = telemetry.getTracer(SCOPE);
            tracer = found;
        }
        return found;
    }

    /** The span that is under way on this thread, as others are told of it; empty where nobody traces. */
    public static Optional<String> current() {
        return traceparent(Context.current());
    }

    /** A span as others are told of it. */
    public static Optional<String> traceparent(Span span) {
        return traceparent(Context.root().with(span));
    }

    private static Optional<String> traceparent(Context context) {
        if (!Span.fromContext(context).getSpanContext().isValid()) {
            return Optional.empty();
        }
        Map<String, String> headers = new HashMap<>();
        W3CTraceContextPropagator.getInstance().inject(context, headers, Map::put);
        return Optional.ofNullable(headers.get(TRACEPARENT));
    }

    /** The span that somebody else tells of; invalid where it is none. */
    public static SpanContext told(String traceparent) {
        Context context = W3CTraceContextPropagator.getInstance().extract(Context.root(), traceparent, GETTER);
        return Span.fromContext(context).getSpanContext();
    }

    /** Reads a {@code traceparent} that stands alone. */
    private static final class Getter implements TextMapGetter<String> {

        @Override
        public Iterable<String> keys(String carrier) {
            return List.of(TRACEPARENT);
        }

        @Override
        public String get(String carrier, String key) {
            return TRACEPARENT.equals(key) ? carrier : null;
        }
    }
}
