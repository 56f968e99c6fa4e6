package crm.condition.language;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/**
 * What a value is compared with. Its kind says how: with a number as a number (also a text that is written like one), with
 * a text as a text (also a number, as it is written plainly), with a time as a time.
 */
public sealed interface Operand {

    /** Of operators that compare with nothing. */
    enum Nothing implements Operand {
        NOTHING
    }

    record Decimal(BigDecimal value) implements Operand {

        public Decimal {
            value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        }
    }

    record Text(String value) implements Operand {

        public Text {
            requireNonNull(value, "value");
        }
    }

    record Flag(boolean value) implements Operand {}

    record Time(Moment value) implements Operand {

        public Time {
            requireNonNull(value, "value");
        }
    }

    record Span(Duration value) implements Operand {

        public Span {
            requireNonNull(value, "value");
        }
    }

    /** Both ends included, of one kind. */
    record Range(Operand low, Operand high) implements Operand {}

    record Choice(List<Operand> of) implements Operand {

        public Choice {
            of = List.copyOf(of);
        }
    }

    /**
     * The value of an earlier step of the sequence.
     *
     * @param step the name it has there
     * @param type of both values; {@link ValueType#ANY}: as numbers if one of them is one, else as texts
     */
    record Reference(String step, PropertyPath property, ValueType type) implements Operand {

        public Reference {
            requireNonNull(step, "step");
            requireNonNull(property, "property");
            requireNonNull(type, "type");
        }
    }
}
