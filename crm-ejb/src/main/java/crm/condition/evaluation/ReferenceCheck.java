package crm.condition.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import crm.condition.language.Decimals;
import crm.condition.language.Operand;
import crm.condition.language.Operator;
import crm.condition.language.ValueType;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Compares with the value of the event that an earlier step has found; of several values with each. */
record ReferenceCheck(Operator op, Operand.Reference to, int step, ZoneId zone) implements ValueCheck {

    private static final Set<Operator> EQUALITY = EnumSet.of(Operator.EQ, Operator.NEQ, Operator.IN, Operator.NOT_IN);

    @Override
    public boolean holds(JsonNode value, Scene scene) {
        boolean[] holds = new boolean[1];
        Values.each(scene.found(step), to.property(), other -> holds[0] |= fits(value, other));
        return holds[0];
    }

    private boolean fits(JsonNode value, JsonNode other) {
        if (value.isBoolean()) {
            return EQUALITY.contains(op) && value.equals(other);
        }
        return switch (op) {
            case CONTAINS, STARTS_WITH, ENDS_WITH -> fitsText(value, other);
            case BEFORE, AFTER -> ValueChecks.fits(op).test(asTimes(value, other));
            default -> ValueChecks.fits(op).test(compare(value, other));
        };
    }

    private boolean fitsText(JsonNode value, JsonNode other) {
        Optional<String> text = Values.text(value);
        Optional<String> wanted = Values.text(other);
        return text.isPresent() && wanted.isPresent() && ValueChecks.textOp(op).test(text.get(), wanted.get());
    }

    private int compare(JsonNode value, JsonNode other) {
        boolean numbers =
                to.type() == ValueType.NUMBER || (to.type() == ValueType.ANY && (value.isNumber() || other.isNumber()));
        if (numbers) {
            Optional<BigDecimal> number = Decimals.of(other);
            return number.isPresent() ? ValueOrder.to(number.get()).compare(value) : ValueOrder.INCOMPARABLE;
        }
        if (to.type() == ValueType.TIME) {
            return asTimes(value, other);
        }
        Optional<String> text = Values.text(other);
        return text.isPresent() ? ValueOrder.to(text.get()).compare(value) : ValueOrder.INCOMPARABLE;
    }

    private int asTimes(JsonNode value, JsonNode other) {
        OptionalLong time = Values.time(other, zone);
        return time.isPresent() ? ValueOrder.to(time.getAsLong(), zone).compare(value) : ValueOrder.INCOMPARABLE;
    }
}
