package crm.condition.evaluation;

import java.util.List;
import java.util.Optional;

/** A condition without others below it. Immutable, shared by all conditions that have it. */
abstract class Leaf implements Node {

    /** After so many instants at which nothing changed, the next one may be one at which nothing does. */
    static final int PATIENCE = 1_024;

    private final int place;

    /** @param place among all leaves of the set */
    Leaf(int place) {
        this.place = place;
    }

    int place() {
        return place;
    }

    @Override
    public final boolean holds(Evaluation about, long at) {
        return about.holds(this, at);
    }

    abstract boolean holdsAt(Evaluation about, long at);

    /** An instant after {@code at}, before which the answer stays what it is at {@code at}. */
    abstract long candidateAfter(Evaluation about, long at);

    /** The first instant after {@code at} at which the answer is another, or may be. */
    long changesAfter(Evaluation about, long at, boolean holds) {
        long candidate = candidateAfter(about, at);
        long horizon = recurs() ? Micros.plus(at, HORIZON) : Micros.NEVER;
        for (int i = 0; i < PATIENCE && candidate < horizon; i++) {
            if (holdsAt(about, candidate) != holds) {
                return candidate;
            }
            candidate = candidateAfter(about, candidate);
        }
        return candidate;
    }

    /**
     * Whether it can be told cheaply that it is what it was, from one instant to another, though events have come, and that it
     * stays so no shorter than it would have without them.
     *
     * @param held what it was
     */
    boolean stays(Evaluation about, long from, long to, boolean held) {
        return false;
    }

    @Override
    public boolean recurs() {
        return selectors().stream().anyMatch(selector -> selector.filter().recurs());
    }

    /** Which events it looks at. */
    List<Selector> selectors() {
        return List.of();
    }

    /** What else it asks for. */
    Optional<Fact> fact() {
        return Optional.empty();
    }

    /** What makes the answer at {@code at} so. */
    abstract List<Evidence> evidence(Evaluation about, long at);
}
