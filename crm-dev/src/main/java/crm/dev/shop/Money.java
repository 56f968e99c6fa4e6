package crm.dev.shop;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Amounts as this shop writes them: two decimals, as all its currencies have. */
final class Money {

    private Money() {}

    static String text(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.UNNECESSARY).toPlainString();
    }

    /** A part of an amount. */
    static BigDecimal percent(BigDecimal amount, int percent) {
        return amount.multiply(BigDecimal.valueOf(percent, 2)).setScale(2, RoundingMode.HALF_UP);
    }
}
