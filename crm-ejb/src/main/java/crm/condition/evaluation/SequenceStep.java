package crm.condition.evaluation;

import crm.condition.language.Step;

/**
 * A step of a sequence, compiled.
 *
 * @param selector finds the events that can be it, whatever the earlier steps have found
 * @param whole the whole filter
 * @param refers whether the whole filter looks at earlier steps, so that the selector is not enough
 * @param within longest time since the step before, {@link Micros#NEVER} if there is none
 */
record SequenceStep(Selector selector, Filter whole, boolean refers, boolean negated, long within) {

    static SequenceStep of(Step step, Selector selector, Filter whole, boolean refers) {
        return new SequenceStep(
                selector,
                whole,
                refers,
                step.negated(),
                step.within().map(Micros::of).orElse(Micros.NEVER));
    }

    /** Negated, for as long as the next step is not there. */
    boolean isOpen() {
        return negated && within == Micros.NEVER;
    }

    boolean moves() {
        return whole.moves();
    }
}
