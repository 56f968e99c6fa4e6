package crm.condition.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import crm.condition.language.Decimals;
import crm.condition.language.Operand;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalLong;

/** How values stand to one that is given: as numbers, as texts, as times, or equal or not. */
@FunctionalInterface
interface ValueOrder {

    /** Neither less nor equal nor more. */
    int INCOMPARABLE = 2;

    /** −1, 0, 1 or {@link #INCOMPARABLE}. */
    int compare(JsonNode value);

    static ValueOrder to(Operand operand, ZoneId zone) {
        if (operand instanceof Operand.Decimal decimal) {
            return to(decimal.value());
        } else if (operand instanceof Operand.Text text) {
            return to(text.value());
        } else if (operand instanceof Operand.Time time) {
            return to(Micros.of(time.value().in(zone)), zone);
        } else if (operand instanceof Operand.Flag flag) {
            return value -> value.isBoolean() && value.booleanValue() == flag.value() ? 0 : INCOMPARABLE;
        }
        throw new IllegalArgumentException(operand.getClass().getSimpleName());
    }

    static ValueOrder to(BigDecimal number) {
        return value -> {
            Optional<BigDecimal> actual = Decimals.of(value);
            return actual.isPresent() ? actual.get().compareTo(number) : INCOMPARABLE;
        };
    }

    static ValueOrder to(String text) {
        return value -> {
            Optional<String> actual = Values.text(value);
            return actual.isPresent() ? Integer.signum(actual.get().compareTo(text)) : INCOMPARABLE;
        };
    }

    static ValueOrder to(long time, ZoneId zone) {
        return value -> {
            OptionalLong actual = Values.time(value, zone);
            return actual.isPresent() ? Long.compare(actual.getAsLong(), time) : INCOMPARABLE;
        };
    }
}
