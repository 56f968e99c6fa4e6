package crm.condition.evaluation;

import crm.condition.language.Comparison;
import crm.condition.language.Condition;
import crm.condition.language.Measure;
import crm.condition.language.Operand;
import crm.condition.language.Operator;
import crm.condition.language.PropertyCheck;
import crm.condition.language.ValueType;
import crm.condition.language.Window;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** Where the time zone changes what a condition means; elsewhere those of all zones are one and the same. */
final class Zones {

    private Zones() {}

    static ZoneId ofMeaning(Condition condition, ZoneId zone) {
        return matters(condition) ? zone : ZoneOffset.UTC;
    }

    static ZoneId ofMeaning(List<PropertyCheck> where, ZoneId zone) {
        return where.stream().anyMatch(test -> matters(test.is())) ? zone : ZoneOffset.UTC;
    }

    static boolean matters(Condition condition) {
        if (condition instanceof Condition.Event event) {
            return event.measure() == Measure.ACTIVE_DAYS || matters(event.window()) || matters(event.where());
        } else if (condition instanceof Condition.Sequence sequence) {
            return matters(sequence.window()) || sequence.steps().stream().anyMatch(step -> matters(step.where()));
        } else if (condition instanceof Condition.Recency recency) {
            return matters(recency.where());
        } else if (condition instanceof Condition.OpenRecords records) {
            return matters(records.where());
        } else if (condition instanceof Condition.Trait trait) {
            return matters(trait.is());
        }
        return condition.parts().stream().anyMatch(Zones::matters);
    }

    private static boolean matters(Window window) {
        return window instanceof Window.Calendar || window instanceof Window.Since;
    }

    private static boolean matters(List<PropertyCheck> where) {
        return where.stream().anyMatch(test -> matters(test.is()));
    }

    /** A day of the condition's, or of the data's. */
    private static boolean matters(Comparison is) {
        return is.op().movesWithTime() || is.op() == Operator.BEFORE || is.op() == Operator.AFTER || matters(is.with());
    }

    private static boolean matters(Operand with) {
        if (with instanceof Operand.Range range) {
            return matters(range.low());
        } else if (with instanceof Operand.Choice choice) {
            return choice.of().stream().anyMatch(Zones::matters);
        }
        return with instanceof Operand.Time
                || (with instanceof Operand.Reference reference && reference.type() == ValueType.TIME);
    }
}
