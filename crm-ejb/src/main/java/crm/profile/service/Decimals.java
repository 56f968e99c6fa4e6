package crm.profile.service;

import java.math.BigDecimal;

/** Exact decimals for the outside. */
final class Decimals {

    private Decimals() {}

    /** Without trailing zeros and without an exponent. */
    static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
