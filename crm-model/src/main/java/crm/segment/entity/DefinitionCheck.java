package crm.segment.entity;

import crm.ingest.entity.Fault;
import java.util.List;

/**
 * A definition, or a condition, that can be taken.
 *
 * @param valid always; what is not is refused with its faults
 * @param words what it says
 * @param hints what may be meant otherwise, such as a type of events that nobody knows
 */
public record DefinitionCheck(boolean valid, String words, List<Fault> hints) {

    public DefinitionCheck {
        hints = List.copyOf(hints);
    }
}
