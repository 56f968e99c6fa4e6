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
import java.util.stream.Collectors;

/** Verdicts as CSV, a row for each event; warnings, which reject nothing, are told in JSON only. */
@Provider
@Produces(Csv.TYPE)
public class VerdictsCsv implements MessageBodyWriter<Verdicts> {

    private static final List<String> HEADINGS = List.of("index", "id", "status", "errors");

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
            csv.line(List.of(String.valueOf(item.index()), item.id().orElse(""), item.status(), errors(item.errors())));
        }
        text.flush();
    }

    /** {@code code pointer: detail}, the pointer empty for the whole. */
    private static String errors(List<Fault> errors) {
        return errors.stream()
                .map(fault -> (fault.code() + ' ' + fault.pointer()).strip() + ": " + fault.detail())
                .collect(Collectors.joining("; "));
    }
}
