package crm.condition.evaluation;

import java.math.BigDecimal;
import java.util.Optional;

/** A measure over neighbouring events, as the last ones come and the first ones go. */
interface Tally {

    /** All from one event to before another, where none are in yet. */
    default void start(int from, int to) {
        for (int i = from; i < to; i++) {
            add(i);
        }
    }

    /** The one after those that are in. */
    void add(int index);

    /** The first of those that are in. */
    void remove(int index);

    boolean holds(NumberCheck test);

    /** As people are told it, rounded if it must be; empty if it is missing. */
    Optional<BigDecimal> value();
}
