package crm.condition.evaluation;

/** A condition, compiled. Immutable. */
interface Node {

    /**
     * Whether it holds at an instant. Leaves an instant in {@link Evaluation#until} before which the answer stays the same: that
     * of a leaf at which it changes, but for very long histories, otherwise maybe an earlier one.
     */
    boolean holds(Evaluation about, long at);

    /** Whether it may change again each year, for ever: then it is not looked further ahead than {@link #HORIZON}. */
    boolean recurs();

    /** Three years. */
    long HORIZON = 3L * 366 * 24 * 3_600 * 1_000_000;
}
