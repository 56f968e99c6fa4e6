package crm.condition.evaluation;

import java.math.BigDecimal;
import java.util.Optional;

/** A measure over neighbouring events, as the last ones come and the first ones go. */
interface Tally {

    /** The one after those that are in. */
    void add(int index);

    /** The first of those that are in. */
    void remove(int index);

    boolean holds(NumberCheck test);

    /** As people are told it, rounded if it must be; empty if it is missing. */
    Optional<BigDecimal> value();
}
