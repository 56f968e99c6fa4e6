package crm.condition.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import crm.condition.language.Comparison;
import crm.condition.language.Operand;
import crm.condition.language.Operator;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * Makes tests of comparisons. Of a negative operator it makes that of its opposite: on many values the negative one holds if
 * the opposite holds of none.
 */
final class ValueChecks {

    private final ZoneId zone;
    private final List<String> steps;

    /** @param steps the names of the steps that values can refer to, by their place */
    ValueChecks(ZoneId zone, List<String> steps) {
        this.zone = zone;
        this.steps = steps;
    }

    ValueCheck of(Comparison is) {
        if (is.with() instanceof Operand.Reference reference) {
            return new ReferenceCheck(is.op(), reference, steps.indexOf(reference.step()), zone);
        }
        return switch (is.op()) {
            case EXISTS, NOT_EXISTS -> (value, scene) -> true;
            case IS_TRUE -> (value, scene) -> value.isBoolean() && value.booleanValue();
            case IS_FALSE -> (value, scene) -> value.isBoolean() && !value.booleanValue();
            case IN, NOT_IN -> choice((Operand.Choice) is.with());
            case BETWEEN -> range((Operand.Range) is.with());
            case CONTAINS, STARTS_WITH, ENDS_WITH -> text(textOp(is.op()), ((Operand.Text) is.with()).value());
            case MATCHES -> pattern(Pattern.compile(((Operand.Text) is.with()).value()));
            case WITHIN_LAST, OLDER_THAN ->
                new AgeCheck(is.op() == Operator.WITHIN_LAST, Micros.of(((Operand.Span) is.with()).value()), zone);
            case ANNIVERSARY_WITHIN -> new AnniversaryCheck(Micros.of(((Operand.Span) is.with()).value()), zone);
            default -> ordered(is.op(), ValueOrder.to(is.with(), zone));
        };
    }

    private static ValueCheck ordered(Operator op, ValueOrder order) {
        IntPredicate fits = fits(op);
        return (value, scene) -> fits.test(order.compare(value));
    }

    static IntPredicate fits(Operator op) {
        return switch (op) {
            case EQ, NEQ, IN, NOT_IN -> order -> order == 0;
            case LT, BEFORE -> order -> order == -1;
            case LTE -> order -> order == -1 || order == 0;
            case GT, AFTER -> order -> order == 1;
            case GTE -> order -> order == 1 || order == 0;
            default -> throw new IllegalArgumentException(op.word());
        };
    }

    static BiPredicate<String, String> textOp(Operator op) {
        return switch (op) {
            case CONTAINS -> String::contains;
            case STARTS_WITH -> String::startsWith;
            case ENDS_WITH -> String::endsWith;
            default -> throw new IllegalArgumentException(op.word());
        };
    }

    private static ValueCheck text(BiPredicate<String, String> fits, String wanted) {
        return (value, scene) -> {
            Optional<String> text = Values.text(value);
            return text.isPresent() && fits.test(text.get(), wanted);
        };
    }

    private static ValueCheck pattern(Pattern pattern) {
        return (value, scene) -> {
            Optional<String> text = Values.text(value);
            return text.isPresent() && pattern.matcher(text.get()).find();
        };
    }

    private ValueCheck range(Operand.Range range) {
        ValueOrder low = ValueOrder.to(range.low(), zone);
        ValueOrder high = ValueOrder.to(range.high(), zone);
        IntPredicate fromLow = fits(Operator.GTE);
        IntPredicate toHigh = fits(Operator.LTE);
        return (value, scene) -> fromLow.test(low.compare(value)) && toHigh.test(high.compare(value));
    }

    private ValueCheck choice(Operand.Choice choice) {
        Set<String> texts = choice.of().stream()
                .filter(Operand.Text.class::isInstance)
                .map(one -> ((Operand.Text) one).value())
                .collect(Collectors.toUnmodifiableSet());
        List<ValueOrder> others = choice.of().stream()
                .filter(one -> !(one instanceof Operand.Text))
                .map(one -> ValueOrder.to(one, zone))
                .toList();
        return (value, scene) -> isOneOf(value, texts) || isOneOf(value, others);
    }

    private static boolean isOneOf(JsonNode value, Set<String> texts) {
        if (texts.isEmpty()) {
            return false;
        }
        Optional<String> text = Values.text(value);
        return text.isPresent() && texts.contains(text.get());
    }

    private static boolean isOneOf(JsonNode value, List<ValueOrder> others) {
        for (ValueOrder other : others) {
            if (other.compare(value) == 0) {
                return true;
            }
        }
        return false;
    }
}
