package crm.condition.language;

import static java.util.Objects.requireNonNull;

/** How a value is compared, and with what. */
public record Comparison(Operator op, Operand with) {

    public Comparison {
        requireNonNull(op, "op");
        requireNonNull(with, "with");
    }
}
