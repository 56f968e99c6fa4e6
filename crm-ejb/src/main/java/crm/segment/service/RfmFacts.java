package crm.segment.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.condition.evaluation.Fact;
import crm.condition.evaluation.Micros;
import crm.condition.evaluation.State;
import crm.condition.evaluation.Values;
import crm.profile.rfm.Buying;
import crm.profile.rfm.Rfm;
import crm.profile.rfm.Thresholds;
import crm.profile.rfm.ThresholdsInForce;
import java.time.Instant;
import java.util.Optional;

/**
 * How recently, how often and for how much somebody buys, as facts: by the thresholds in force at the instant asked for, until
 * the next order, the next fading of recency or the next thresholds.
 */
final class RfmFacts {

    private RfmFacts() {}

    /**
     * @param bought until the instant
     * @param next when something is bought next
     */
    static State state(Fact fact, ThresholdsInForce inForce, Buying bought, long at, long next) {
        Instant instant = Micros.instant(at);
        Optional<Thresholds> thresholds = inForce.at(instant);
        long until = Math.min(next, micros(inForce.changeAfter(instant)));
        until = Math.min(until, micros(thresholds.flatMap(in -> in.fadesAfter(bought, instant))));
        JsonNode value = thresholds
                .flatMap(in -> in.score(bought, instant))
                .map(rfm -> value(fact, rfm))
                .orElse(MissingNode.getInstance());
        return new State(value, until);
    }

    private static long micros(Optional<Instant> instant) {
        return instant.map(Micros::of).orElse(Micros.NEVER);
    }

    private static JsonNode value(Fact fact, Rfm rfm) {
        if (!(fact instanceof Fact.Trait trait)) {
            return JsonNodeFactory.instance.textNode(rfm.name().word());
        }
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ObjectNode told = root.putObject("traits").putObject("rfm");
        told.put("recency", rfm.recency()).put("frequency", rfm.frequency()).put("monetary", rfm.monetary());
        told.put("name", rfm.name().word()).put("as_of", rfm.asOf().toString());
        return Values.at(root, trait.path());
    }
}
