package crm.profile.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import crm.platform.rest.Csv;
import crm.platform.rest.Spool;
import crm.profile.entity.CustomerColumn;
import crm.profile.entity.CustomerSearch;
import crm.profile.entity.CustomerSummary;
import crm.profile.service.CustomerLooks;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Customers as a CSV file of any length.
 *
 * @param only of whom nobody else is wanted; empty for all
 */
public record CustomersFile(CustomerSearch search, Collection<UUID> only, Set<CustomerColumn> columns) {

    /** Media type with what is known of the text. */
    public static final String TYPE = Csv.TYPE + ";charset=UTF-8;header=present";

    /** What a browser saves it as. */
    public static final String DISPOSITION = "attachment; filename=\"customers.csv\"";

    /** All of it, before any of it is sent: half a file looks like a whole one. */
    public Spool spool(CustomerLooks looks) throws IOException {
        return Spool.of(out -> write(looks, out));
    }

    private void write(CustomerLooks looks, OutputStream out) throws IOException {
        BufferedWriter text = new BufferedWriter(new OutputStreamWriter(out, UTF_8));
        Csv csv = new Csv(text);
        csv.line(headings());
        looks.export(search, only, headings(), customer -> csv.line(cells(customer)));
        text.flush();
    }

    private List<String> headings() {
        List<String> headings = new ArrayList<>(List.of("profile_id", "name"));
        columns.forEach(column -> headings.add(column.name().toLowerCase(Locale.ROOT)));
        return headings;
    }

    private List<String> cells(CustomerSummary customer) {
        List<String> cells = new ArrayList<>();
        cells.add(customer.profileId().toString());
        cells.add(customer.name().orElse(""));
        columns.forEach(column -> cells.add(cell(customer, column)));
        return cells;
    }

    static String cell(CustomerSummary customer, CustomerColumn column) {
        return switch (column) {
            case CUSTOMER_ID -> customer.customerId().orElse("");
            case EMAIL -> customer.email().orElse("");
            case PHONE -> customer.phone().orElse("");
            case COUNTRY -> customer.country().orElse("");
            case ORDERS -> String.valueOf(customer.orders());
            case TOTAL_SPEND ->
                customer.totalSpend().stream()
                        .map(money -> money.currency() + ' ' + money.amount())
                        .collect(Collectors.joining("; "));
            case FIRST_SEEN_AT -> customer.firstSeenAt().map(Instant::toString).orElse("");
            case LAST_SEEN_AT -> customer.lastSeenAt().map(Instant::toString).orElse("");
        };
    }
}
