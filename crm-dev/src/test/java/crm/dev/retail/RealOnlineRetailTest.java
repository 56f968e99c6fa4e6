package crm.dev.retail;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The mapping against what is known of the real file. */
class RealOnlineRetailTest {

    private static final RetailTotals TOTALS = new RetailTotals();
    private static final List<Invoice> INVOICES = new ArrayList<>();

    @BeforeEach
    void mapOnce() {
        RetailFile file = RealFile.orSkip();
        if (INVOICES.isEmpty()) {
            OnlineRetail.forEachEvent(file, RealOnlineRetailTest::keep);
        }
    }

    private static void keep(RetailEvent event) {
        TOTALS.add(event);
        if (event instanceof Invoice invoice) {
            INVOICES.add(invoice);
        }
    }

    @Test
    void hasTheKnownTotals() {
        assertThat(TOTALS.customers()).isEqualTo(3658);
        assertThat(TOTALS.invoices()).isEqualTo(18786);
        assertThat(TOTALS.refunds()).isEqualTo(2887);
        assertThat(TOTALS.net()).isEqualByComparingTo("6781619.004");
    }

    @Test
    void hasTheKnownOrdersOfCustomer17850() {
        List<Invoice> all = INVOICES.stream()
                .filter(invoice -> invoice.customer().equals(Optional.of("17850")))
                .toList();
        List<Invoice> orders =
                all.stream().filter(invoice -> !invoice.isRefund()).toList();

        assertThat(orders).hasSize(34);
        assertThat(orders.stream()
                        .flatMap(order -> order.rows().stream())
                        .mapToInt(RetailRow::quantity)
                        .sum())
                .isEqualTo(1733);
        assertThat(all).hasSize(35);
        assertThat(sum(orders)).isEqualByComparingTo("5391.21");
        assertThat(sum(all)).isEqualByComparingTo("5288.63");
    }

    @Test
    void hasTheKnownRefundsWithoutACustomer() {
        assertThat(INVOICES)
                .filteredOn(invoice -> invoice.isRefund() && invoice.customer().isEmpty())
                .hasSize(138);
    }

    @Test
    void gathersTheLargestInvoice() {
        assertThat(INVOICES)
                .filteredOn(invoice -> invoice.number().equals("558475"))
                .singleElement()
                .satisfies(invoice -> assertThat(invoice.rows()).hasSize(705));
    }

    private static BigDecimal sum(List<Invoice> invoices) {
        return invoices.stream().map(Invoice::value).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
