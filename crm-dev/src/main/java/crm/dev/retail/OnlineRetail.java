package crm.dev.retail;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The mapping of Online Retail to events, exactly:
 *
 * <ul>
 *   <li>a customer's first row is {@code customer.registered}, with its time and country;
 *   <li>an invoice is one event over <em>all</em> its rows, wherever they stand in the file: {@code order.completed}, or
 *       {@code order.refunded} with positive quantities and total where the number begins with {@code C} (the file does not
 *       say which order it cancels, so {@code order_id} is the number with its {@code C});
 *   <li>without a customer, {@code anonymous_id} is the invoice's number;
 *   <li>amounts are exact, in GBP, and not rounded per line.
 * </ul>
 *
 * <p>Events come in the order of the file, an invoice at its last row. Only open invoices are kept in memory, for which the
 * number of rows of each must be known before: the file is read twice.
 */
public final class OnlineRetail {

    private final Map<String, Integer> rowsToCome;
    private final Map<String, List<RetailRow>> open = new HashMap<>();
    private final Set<String> customers = new HashSet<>();
    private final Consumer<? super RetailEvent> events;

    private OnlineRetail(Map<String, Integer> rowsPerInvoice, Consumer<? super RetailEvent> events) {
        this.rowsToCome = rowsPerInvoice;
        this.events = events;
    }

    /** Passes on the events of a file, one by one. */
    public static void forEachEvent(RetailFile file, Consumer<? super RetailEvent> events) {
        Map<String, Integer> rowsPerInvoice = new HashMap<>();
        file.forEachRow(row -> rowsPerInvoice.merge(row.invoice(), 1, Integer::sum));
        file.forEachRow(new OnlineRetail(rowsPerInvoice, events)::accept);
    }

    /** The events of some rows. */
    public static List<RetailEvent> events(List<RetailRow> rows) {
        Map<String, Integer> rowsPerInvoice = new HashMap<>();
        rows.forEach(row -> rowsPerInvoice.merge(row.invoice(), 1, Integer::sum));
        List<RetailEvent> events = new ArrayList<>();
        rows.forEach(new OnlineRetail(rowsPerInvoice, events::add)::accept);
        return events;
    }

    private void accept(RetailRow row) {
        row.customer()
                .filter(customers::add)
                .ifPresent(customer -> events.accept(CustomerRegistered.by(row, customer)));
        open.computeIfAbsent(row.invoice(), number -> new ArrayList<>()).add(row);
        if (rowsToCome.merge(row.invoice(), -1, Integer::sum) == 0) {
            events.accept(new Invoice(open.remove(row.invoice())));
        }
    }
}
