package crm.it.retail;

import crm.dev.retail.OnlineRetail;
import crm.dev.retail.OnlineRetailGenerator;
import crm.dev.retail.RealRetail;
import crm.dev.retail.RetailEvent;
import crm.dev.retail.RetailFile;
import crm.dev.retail.RetailRow;
import crm.it.lab.Lab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Online Retail, or a generated file like it where the real one is absent, and what each customer's traits must be:
 * computed straight from the rows, without events.
 */
final class Shop {

    private final RetailFile file;
    private final boolean real;
    private final Map<String, Account> customers = new TreeMap<>();
    private final Map<String, Instant> invoices = new TreeMap<>();
    private BigDecimal net = BigDecimal.ZERO;

    private Shop(Path path, boolean real) {
        this.file = new RetailFile(path);
        this.real = real;
        file.forEachRow(this::add);
    }

    /** What the file says of one customer. */
    static final class Account {

        private final Map<String, Instant> orders = new TreeMap<>();
        private final Set<String> refunds = new HashSet<>();
        private final Set<String> products = new LinkedHashSet<>();
        private long items;
        private BigDecimal net = BigDecimal.ZERO;
        private BigDecimal gross = BigDecimal.ZERO;
        private Instant firstSeen;
        private Instant lastSeen;

        private void add(RetailRow row) {
            BigDecimal amount = row.amount();
            net = net.add(amount);
            if (row.invoice().startsWith("C")) {
                refunds.add(row.invoice());
            } else {
                orders.putIfAbsent(row.invoice(), row.time());
                products.add(row.stockCode());
                items += row.quantity();
                gross = gross.add(amount);
            }
            firstSeen = firstSeen == null || row.time().isBefore(firstSeen) ? row.time() : firstSeen;
        }

        private void seen(Instant invoiceTime) {
            lastSeen = lastSeen == null || invoiceTime.isAfter(lastSeen) ? invoiceTime : lastSeen;
        }

        /** The traits as the profile view names them; amounts without trailing zeros. */
        Map<String, String> traits() {
            Map<String, String> traits = new TreeMap<>();
            traits.put("orders", "" + orders.size());
            traits.put("items", "" + items);
            traits.put("products", "" + products.size());
            traits.put("refunds", "" + refunds.size());
            traits.put("total_spend", "GBP " + plain(net));
            traits.put("first_seen_at", firstSeen.toString());
            traits.put("last_seen_at", lastSeen.toString());
            if (!orders.isEmpty()) {
                BigDecimal average = gross.divide(BigDecimal.valueOf(orders.size()), 2, RoundingMode.HALF_UP);
                traits.put("average_order_value", "GBP " + plain(average));
                List<Instant> times = orders.values().stream().sorted().toList();
                traits.put("first_order_at", times.get(0).toString());
                traits.put("last_order_at", times.get(times.size() - 1).toString());
                traits.put("favourite_channel", "web");
            }
            return traits;
        }
    }

    static String plain(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }

    static Shop open() {
        Optional<Path> path = RealRetail.find();
        if (path.isPresent()) {
            return new Shop(path.get(), true);
        }
        System.getLogger(Shop.class.getName())
                .log(
                        System.Logger.Level.WARNING,
                        "../" + RealRetail.PLACE + " is not there: a generated file takes its place");
        return new Shop(generated(), false);
    }

    private static Path generated() {
        try {
            Path path = Lab.directory("generated.csv.gz");
            new OnlineRetailGenerator(2011, 4_000).writeTo(path);
            return path;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(RetailRow row) {
        net = net.add(row.amount());
        Instant time = invoices.computeIfAbsent(row.invoice(), none -> row.time());
        row.customer().ifPresent(customer -> {
            Account account = customers.computeIfAbsent(customer, none -> new Account());
            account.add(row);
            account.seen(time);
        });
    }

    /** Whether it is the real file, whose totals are known. */
    boolean isReal() {
        return real;
    }

    Map<String, Account> customers() {
        return customers;
    }

    int invoices() {
        return invoices.size();
    }

    BigDecimal net() {
        return net;
    }

    List<RetailEvent> events() {
        List<RetailEvent> events = new ArrayList<>();
        OnlineRetail.forEachEvent(file, events::add);
        return events;
    }
}
