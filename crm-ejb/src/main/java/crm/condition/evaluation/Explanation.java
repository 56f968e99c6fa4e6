package crm.condition.evaluation;

import static java.util.Objects.requireNonNull;

import crm.condition.language.Condition;
import java.util.List;

/**
 * Why a condition holds or not, part by part.
 *
 * @param pointer JSON Pointer of the part, from the {@code where} that is explained
 * @param verdict the same as {@link Evaluation#evaluate} gives for this part alone
 * @param evidence what made a condition without parts so: its value, and at most {@value Evidence#MOST_EVENTS} events, the
 *     last ones
 * @param parts in the order of the condition
 */
public record Explanation(
        String pointer, Condition condition, Verdict verdict, List<Evidence> evidence, List<Explanation> parts) {

    public Explanation {
        requireNonNull(pointer, "pointer");
        requireNonNull(condition, "condition");
        requireNonNull(verdict, "verdict");
        evidence = List.copyOf(evidence);
        parts = List.copyOf(parts);
    }
}
