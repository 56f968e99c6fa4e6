package crm.condition.evaluation;

import com.fasterxml.jackson.databind.JsonNode;

/** What is asked of one value that is there. Immutable. */
@FunctionalInterface
interface ValueCheck {

    boolean holds(JsonNode value, Scene scene);

    /** The first instant after {@code at} at which the answer may be another, for those that look at the time. */
    default long changesAfter(JsonNode value, long at) {
        return Micros.NEVER;
    }

    default boolean moves() {
        return false;
    }

    /** Whether it looks at the time for ever, each year again. */
    default boolean recurs() {
        return false;
    }
}
