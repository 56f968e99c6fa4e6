package crm.ingest.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import crm.ingest.entity.Fault;
import crm.platform.rest.Csv;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;
import java.util.stream.Stream;

/** Verdicts as CSV: a row for each error or warning, and one for an event without any. */
@Provider
@Produces(Csv.TYPE)
public class VerdictsCsv implements MessageBodyWriter<Verdicts> {

    private static final List<String> HEADINGS = List.of("index", "id", "status", "code", "pointer", "detail");
    private static final Fault NONE = new Fault("", "", "");

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == Verdicts.class;
    }

    @Override
    public void writeTo(
            Verdicts verdicts,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        headers.putSingle(HttpHeaders.CONTENT_TYPE, "text/csv;charset=UTF-8;header=present");
        BufferedWriter text = new BufferedWriter(new OutputStreamWriter(out, UTF_8));
        Csv csv = new Csv(text);
        csv.line(HEADINGS);
        for (Verdicts.Item item : verdicts.items()) {
            for (Fault fault : faults(item)) {
                csv.line(List.of(
                        String.valueOf(item.index()),
                        item.id().orElse(""),
                        item.status(),
                        fault.code(),
                        fault.pointer(),
                        fault.detail()));
            }
        }
        text.flush();
    }

    private static List<Fault> faults(Verdicts.Item item) {
        List<Fault> faults =
                Stream.concat(item.errors().stream(), item.warnings().stream()).toList();
        return faults.isEmpty() ? List.of(NONE) : faults;
    }
}
