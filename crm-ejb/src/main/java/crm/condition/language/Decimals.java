package crm.condition.language;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;

/** Numbers in JSON, also where they are written as texts, as amounts are. */
public final class Decimals {

    /** Digits before the point, and after it. What has more is no number here, so that nobody can make sums expensive. */
    private static final int DIGITS = 40;

    private Decimals() {}

    /** Empty if the value is neither a number nor a text in the form {@code -12.50}. */
    public static Optional<BigDecimal> of(JsonNode value) {
        if (value.isNumber()) {
            return ofNumber(value);
        }
        return value.isTextual() ? ofText(value.textValue()) : Optional.empty();
    }

    /** Empty if the value is not a number in JSON. */
    public static Optional<BigDecimal> ofNumber(JsonNode value) {
        if (!value.isNumber()) {
            return Optional.empty();
        }
        if (value.isInt() || value.isLong()) {
            return Optional.of(BigDecimal.valueOf(value.longValue()));
        }
        if (value.isFloatingPointNumber() && !value.isBigDecimal() && !Double.isFinite(value.doubleValue())) {
            return Optional.empty();
        }
        BigDecimal decimal = value.decimalValue();
        return isModest(decimal) ? Optional.of(decimal) : Optional.empty();
    }

    private static boolean isModest(BigDecimal decimal) {
        return decimal.scale() <= DIGITS
                && (long) decimal.precision() - decimal.scale() <= DIGITS
                && decimal.scale() >= -DIGITS;
    }

    static Optional<BigDecimal> ofText(String text) {
        return isDecimal(text) ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    /** By hand, since most texts are none and an exception is expensive. */
    private static boolean isDecimal(String text) {
        int begin = text.startsWith("-") ? 1 : 0;
        int point = text.indexOf('.');
        int end = point < 0 ? text.length() : point;
        return end > begin
                && end - begin <= DIGITS
                && areDigits(text, begin, end)
                && (point < 0
                        || (text.length() > point + 1
                                && text.length() - point <= DIGITS
                                && areDigits(text, point + 1, text.length())));
    }

    private static boolean areDigits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
