package crm.condition.evaluation;

import java.util.Optional;

/**
 * Which events are looked at: those of a type that pass a filter. Conditions that look at the same ones share it.
 *
 * @param place among all selectors of the set
 */
record Selector(int place, String type, Filter filter, Optional<EqualityHint> hint) {

    Selection select(Events events, long at) {
        return Selection.of(events, filter, at);
    }
}
