package crm.condition.evaluation;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * What a fact is at an instant.
 *
 * @param value a missing node if there is none
 * @param until the first later instant at which it may be another, by passing time or by what is known and dated later, in
 *     {@link Micros}; never later than the true one
 */
public record State(JsonNode value, long until) {

    public static final State MISSING = new State(MissingNode.getInstance(), Micros.NEVER);
    public static final State TRUE = new State(BooleanNode.TRUE, Micros.NEVER);
    public static final State FALSE = new State(BooleanNode.FALSE, Micros.NEVER);

    public State {
        requireNonNull(value, "value");
    }
}
