package crm.dev.retail;

import java.math.BigDecimal;

/** Amounts as the contract writes them: exact decimals in a string. */
final class Money {

    private static final int MINOR_UNITS = 2;

    private Money() {}

    /** All digits, and at least two decimals. */
    static String text(BigDecimal amount) {
        BigDecimal exact = amount.stripTrailingZeros();
        return exact.setScale(Math.max(MINOR_UNITS, exact.scale())).toPlainString();
    }
}
