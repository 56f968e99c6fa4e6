package crm.condition.evaluation;

import crm.condition.language.Comparison;
import crm.condition.language.Operand;
import crm.condition.language.Operator;
import java.math.BigDecimal;
import java.util.List;

/** What is asked of a number that was computed. Never divides: an average is asked for as a sum of so many. Immutable. */
final class NumberCheck {

    private final Operator op;
    private final List<BigDecimal> bounds;

    NumberCheck(Comparison is) {
        this.op = is.op();
        this.bounds = bounds(is.with());
    }

    private static List<BigDecimal> bounds(Operand with) {
        if (with instanceof Operand.Decimal decimal) {
            return List.of(decimal.value());
        } else if (with instanceof Operand.Range range) {
            return List.of(((Operand.Decimal) range.low()).value(), ((Operand.Decimal) range.high()).value());
        } else if (with instanceof Operand.Choice choice) {
            return choice.of().stream()
                    .map(one -> ((Operand.Decimal) one).value())
                    .toList();
        }
        return List.of();
    }

    /** Of no number. */
    boolean holdsOfNothing() {
        return op.isNegative();
    }

    /** Whether what holds of a number holds of greater ones. */
    boolean isAtLeast() {
        return op == Operator.GTE || op == Operator.GT;
    }

    /** Whether there is one number on one side of which it holds, and on the other not. */
    boolean isOneSided() {
        return isAtLeast() || op == Operator.LTE || op == Operator.LT;
    }

    boolean isNegative() {
        return op.isNegative();
    }

    boolean holds(long number) {
        return holds(BigDecimal.valueOf(number));
    }

    boolean holds(BigDecimal number) {
        return holds(number, 1);
    }

    /** Of {@code sum ÷ of}. */
    boolean holds(BigDecimal sum, long of) {
        return switch (op) {
            case EQ -> compare(sum, of, 0) == 0;
            case NEQ -> compare(sum, of, 0) != 0;
            case LT -> compare(sum, of, 0) < 0;
            case LTE -> compare(sum, of, 0) <= 0;
            case GT -> compare(sum, of, 0) > 0;
            case GTE -> compare(sum, of, 0) >= 0;
            case BETWEEN -> compare(sum, of, 0) >= 0 && compare(sum, of, 1) <= 0;
            case IN -> isOneOf(sum, of);
            case NOT_IN -> !isOneOf(sum, of);
            case EXISTS -> true;
            case NOT_EXISTS -> false;
            default -> throw new IllegalStateException(op.word());
        };
    }

    private int compare(BigDecimal sum, long of, int bound) {
        BigDecimal other = bounds.get(bound);
        return sum.compareTo(of == 1 ? other : other.multiply(BigDecimal.valueOf(of)));
    }

    private boolean isOneOf(BigDecimal sum, long of) {
        for (int i = 0; i < bounds.size(); i++) {
            if (compare(sum, of, i) == 0) {
                return true;
            }
        }
        return false;
    }
}
