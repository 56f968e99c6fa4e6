package crm.condition.language;

import java.util.Map;

/**
 * What a {@code ref} may name.
 *
 * @param steps names of the earlier steps, to the types of their events
 * @param inSequence whether there can be any
 */
record References(Map<String, String> steps, boolean inSequence) {

    static final References NONE = new References(Map.of(), false);

    References {
        steps = Map.copyOf(steps);
    }
}
