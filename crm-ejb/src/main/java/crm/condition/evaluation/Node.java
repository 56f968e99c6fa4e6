package crm.condition.evaluation;

/** A condition, compiled. Immutable. */
interface Node {

    /**
     * Whether it holds at an instant. Leaves an instant in {@link Evaluation#until} before which the answer stays the same: that
     * of a leaf at which it changes, but for very long histories, otherwise maybe an earlier one.
     */
    boolean holds(Evaluation about, long at);
}
