package crm.ingest.service;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * Exact decimals of money and quantities: at most 30 digits before the point, 6 kept after it. Further digits are
 * rounded half up, since they come from binary arithmetic (19.990000000000002) more often than from meaning. What is
 * not needed is dropped: {@code 1.50} is 1.5, {@code 1e3} is 1000.
 */
final class Decimals {

    static final int DIGITS = 30;
    static final int DECIMALS = 6;
    private static final int MAX_LENGTH = 1000;
    /** Far beyond what is accepted, and cheap: rescaling a number takes time with the size of its exponent. */
    private static final int MAX_SCALE = 1000;

    private Decimals() {}

    /** @param number as JSON writes numbers */
    static Optional<BigDecimal> ofNumber(String number) {
        if (number.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            return normalised(new BigDecimal(number));
        } catch (NumberFormatException exponentBeyondAnything) {
            return Optional.empty();
        }
    }

    /** @param text plain digits with an optional minus and an optional point between digits; no exponent, no plus */
    static Optional<BigDecimal> ofText(String text) {
        return isPlain(text) ? ofNumber(text) : Optional.empty();
    }

    static Optional<BigDecimal> normalised(BigDecimal decimal) {
        long digits = (long) decimal.precision() - decimal.scale();
        if (Math.abs((long) decimal.scale()) > MAX_SCALE || (digits > DIGITS && decimal.signum() != 0)) {
            return Optional.empty();
        }
        BigDecimal kept = decimal.scale() > DECIMALS ? decimal.setScale(DECIMALS, RoundingMode.HALF_UP) : decimal;
        BigDecimal stripped = kept.stripTrailingZeros();
        return Optional.of(stripped.scale() < 0 ? stripped.setScale(0, RoundingMode.UNNECESSARY) : stripped);
    }

    private static boolean isPlain(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        int point = -1;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && point < 0) {
                point = i;
            } else if (c < '0' || c > '9') {
                return false;
            }
        }
        return text.length() > start && point != start && point != text.length() - 1;
    }
}
