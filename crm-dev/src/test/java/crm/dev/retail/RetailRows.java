package crm.dev.retail;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** Short names for rows. */
final class RetailRows {

    static final Instant TIME = Instant.parse("2010-12-01T08:26:00Z");

    private RetailRows() {}

    static RetailRow row(String invoice, String code, int quantity, String price, String customer) {
        return new RetailRow(
                invoice,
                code,
                "LANTERN",
                quantity,
                TIME,
                new BigDecimal(price),
                Optional.of(customer).filter(id -> !id.isEmpty()),
                "United Kingdom");
    }
}
