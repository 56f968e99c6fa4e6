package crm.dev.retail;

import java.math.BigDecimal;

/** What a number of events amounts to. */
public final class RetailTotals {

    private long customers;
    private long invoices;
    private long refunds;
    private BigDecimal net = BigDecimal.ZERO;

    public void add(RetailEvent event) {
        if (event instanceof Invoice invoice) {
            invoices++;
            refunds += invoice.isRefund() ? 1 : 0;
            net = net.add(invoice.value());
        } else {
            customers++;
        }
    }

    /** Customers registered. */
    public long customers() {
        return customers;
    }

    /** Orders and refunds. */
    public long invoices() {
        return invoices;
    }

    public long refunds() {
        return refunds;
    }

    /** Orders less refunds, in GBP. */
    public BigDecimal net() {
        return net;
    }

    public long events() {
        return customers + invoices;
    }
}
