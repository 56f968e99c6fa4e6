package crm.condition.language;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One step of a sequence.
 *
 * @param as the name by which later steps refer to its event
 * @param negated no such event may follow the step before, within {@code within} or at all until the next step
 * @param within how long after the step before at most, that instant included
 */
public record Step(
        Optional<String> as, String type, List<PropertyCheck> where, boolean negated, Optional<Duration> within) {

    public Step {
        requireNonNull(as, "as");
        requireNonNull(type, "type");
        where = List.copyOf(where);
        requireNonNull(within, "within");
    }
}
