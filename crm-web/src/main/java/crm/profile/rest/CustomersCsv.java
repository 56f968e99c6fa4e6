package crm.profile.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import crm.platform.rest.Csv;
import crm.profile.entity.CustomerSummary;
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
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Customers as CSV; the cursor of the next page is in the header {@code Crm-Next}. */
@Provider
@Produces(Csv.TYPE)
public class CustomersCsv implements MessageBodyWriter<Customers> {

    private static final List<String> HEADINGS = List.of(
            "profile_id", "customer_id", "name", "email", "phone", "country", "orders", "total_spend", "last_seen_at");

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == Customers.class;
    }

    @Override
    public void writeTo(
            Customers page,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        headers.putSingle(HttpHeaders.CONTENT_TYPE, "text/csv;charset=UTF-8;header=present");
        page.next().ifPresent(next -> headers.putSingle("Crm-Next", next));
        BufferedWriter text = new BufferedWriter(new OutputStreamWriter(out, UTF_8));
        Csv csv = new Csv(text);
        csv.line(HEADINGS);
        for (CustomerSummary customer : page.items()) {
            csv.line(cells(customer));
        }
        text.flush();
    }

    static List<String> cells(CustomerSummary customer) {
        return List.of(
                customer.profileId().toString(),
                customer.customerId().orElse(""),
                customer.name().orElse(""),
                customer.email().orElse(""),
                customer.phone().orElse(""),
                customer.country().orElse(""),
                String.valueOf(customer.orders()),
                customer.totalSpend().stream()
                        .map(money -> money.currency() + ' ' + money.amount())
                        .collect(Collectors.joining("; ")),
                customer.lastSeenAt().map(Instant::toString).orElse(""));
    }
}
