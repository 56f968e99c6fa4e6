package crm.segment.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.condition.evaluation.Fact;
import crm.condition.evaluation.Micros;
import crm.condition.evaluation.State;
import crm.condition.evaluation.Values;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * In which group of those that were found somebody is, as a fact: as the run in force at the instant asked for put them, until the
 * next one that puts them elsewhere. What it is called is no part of it, so a rename changes no membership.
 */
final class ClusterFacts {

    private ClusterFacts() {}

    /** @param times since when in which group */
    static State state(Fact fact, NavigableMap<Instant, Optional<Integer>> times, long at) {
        if (times.isEmpty() || !(fact instanceof Fact.Trait trait)) {
            return State.MISSING;
        }
        long until = Micros.NEVER;
        Optional<Integer> cluster = Optional.empty();
        for (Map.Entry<Instant, Optional<Integer>> since : times.entrySet()) {
            long from = Micros.of(since.getKey());
            if (from > at) {
                until = from;
                break;
            }
            cluster = since.getValue();
        }
        return new State(cluster.map(id -> value(trait, id)).orElse(MissingNode.getInstance()), until);
    }

    private static JsonNode value(Fact.Trait trait, int id) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.putObject("traits").putObject("cluster").put("id", id);
        return Values.at(root, trait.path());
    }
}
