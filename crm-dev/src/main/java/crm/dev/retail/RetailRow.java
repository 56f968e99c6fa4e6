package crm.dev.retail;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * One line of an invoice, as the file has it.
 *
 * @param invoice number; a leading {@code C} marks a cancellation
 * @param description trimmed, often empty
 * @param quantity negative in cancellations, and in corrections of the stock
 * @param time the file's local time read as UTC
 * @param unitPrice in pounds sterling; zero and negative ones exist and are data, not errors
 * @param customer without the {@code .0} of the file; absent for an anonymous basket
 */
public record RetailRow(
        String invoice,
        String stockCode,
        String description,
        int quantity,
        Instant time,
        BigDecimal unitPrice,
        Optional<String> customer,
        String country) {

    /** Quantity × price, exact and not rounded. */
    public BigDecimal amount() {
        return unitPrice.multiply(BigDecimal.valueOf(quantity));
    }
}
