package crm.ingest.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import crm.ingest.entity.Delivery.Header;
import crm.platform.service.Tracing;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A log whose entries say which span they come from, where whoever sends them has told. */
public final class TracedLog implements EventLog {

    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private final EventLog log;
    private final List<Header> trace;

    /** @param traceparent as W3C writes it; what is none is left out, and so is null */
    public TracedLog(EventLog log, String traceparent) {
        this.log = log;
        this.trace = traceparent == null || !TRACEPARENT.matcher(traceparent).matches()
                ? List.of()
                : List.of(new Header(Tracing.TRACEPARENT, traceparent.getBytes(UTF_8)));
    }

    @Override
    public List<Outcome> append(List<Entry> entries) {
        return log.append(
                trace.isEmpty() ? entries : entries.stream().map(this::traced).toList());
    }

    private Entry traced(Entry entry) {
        List<Header> headers = new ArrayList<>(entry.headers());
        headers.addAll(trace);
        return new Entry(entry.topic(), entry.key(), headers, entry.value());
    }
}
