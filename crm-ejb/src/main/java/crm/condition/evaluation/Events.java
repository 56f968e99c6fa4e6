package crm.condition.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * The events of one type that a profile has, in the order of their time, then source, then id, without duplicates. Those
 * that are dated later than the instant asked for are among them.
 */
public interface Events {

    Events NONE = PastEvents.of(List.of());

    int size();

    /** Of the event, not of its arrival; in {@link Micros}. */
    long time(int index);

    String source(int index);

    String id(int index);

    /**
     * An object with at least the properties that {@link Dependencies} names for the type. Not changed by anybody.
     */
    JsonNode data(int index);
}
