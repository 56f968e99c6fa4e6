package crm.condition.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.condition.evaluation.PlainOracle.Happening;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A mistake that an evaluator could make, made by telling it something else than the oracle.
 *
 * @param where what condition it takes for the one it was given
 * @param zone in which zone it takes it to be
 * @param happening what it takes for something that arrived
 * @param history what it takes for the history
 */
record Fault(
        String name,
        UnaryOperator<JsonNode> where,
        UnaryOperator<ZoneId> zone,
        UnaryOperator<Happening> happening,
        UnaryOperator<History> history) {

    static final Fault NONE = new Fault("none", it -> it, it -> it, it -> it, it -> it);

    private static Fault ofCondition(String name, Consumer<ObjectNode> change) {
        return new Fault(
                name,
                where -> {
                    JsonNode copy = where.deepCopy();
                    objects(copy).forEach(change);
                    return copy;
                },
                it -> it,
                it -> it,
                it -> it);
    }

    private static Stream<ObjectNode> objects(JsonNode node) {
        Stream<ObjectNode> below = Stream.iterate(0, i -> i < node.size(), i -> i + 1)
                .flatMap(i -> objects(children(node).get(i)));
        return node instanceof ObjectNode object ? Stream.concat(Stream.of(object), below) : below;
    }

    private static List<JsonNode> children(JsonNode node) {
        return Stream.iterate(node.elements(), it -> it.hasNext(), it -> it)
                .map(it -> it.next())
                .toList();
    }

    private static Fault ofHistory(String name, UnaryOperator<Happening> happening, UnaryOperator<History> history) {
        return new Fault(name, it -> it, it -> it, happening, history);
    }

    static Stream<Fault> all() {
        return Stream.of(
                ofCondition("the early edge of a window is in", node -> longer(node, "last")),
                ofCondition("a negated step waits a microsecond longer", node -> {
                    if (node.path("negate").asBoolean()) {
                        longer(node, "within");
                    }
                }),
                ofCondition("a step must come before its time is over, not at its end", node -> {
                    if (node.has("within") && !node.has("negate")) {
                        Duration within = Duration.parse(node.get("within").asText());
                        node.put("within", within.minusNanos(1_000).toString());
                    }
                }),
                ofCondition("negations are not seen", node -> node.remove("negate")),
                ofCondition("how soon a step must come is not looked at", node -> {
                    if (!node.has("negate")) {
                        node.remove("within");
                    }
                }),
                ofCondition("currencies are added up", node -> {
                    if (node.has("measure")) {
                        node.remove("currency");
                    }
                }),
                ofCondition("the first event is the last one", node -> replace(node, "which", "first", "last")),
                ofCondition("a lapse is not noticed", node -> replace(node, "state", "returning", "active")),
                ofCondition("older and within are one", node -> replace(node, "op", "older_than", "within_last")),
                ofCondition("missing values are equal to nothing", node -> replace(node, "op", "neq", "exists")),
                ofCondition("equal is not enough", node -> replace(node, "op", "gte", "gt")),
                ofCondition("days count as once", node -> replace(node, "measure", "active_days", "count")),
                ofCondition("the same values count again", node -> {
                    if (node.path("measure").asText().equals("distinct")) {
                        node.put("measure", "count").remove("property");
                    }
                }),
                ofCondition("last week is this week", node -> replace(node, "calendar", "last_week", "this_week")),
                new Fault("all zones are one", it -> it, zone -> ZoneId.of("UTC"), it -> it, it -> it),
                ofHistory("events at exactly the instant are not in", one -> moved(one, 1_000), it -> it),
                ofHistory("refunds count as orders", one -> renamed(one), it -> it),
                ofHistory("duplicates count", Fault::anotherId, it -> it),
                ofHistory("ties are not broken by source", one -> swapped(one), it -> it),
                ofHistory("a profile is in a segment before its first event", it -> it, Fault::sinceEver),
                ofHistory("what is dated later never comes in", it -> it, Fault::withoutFacts));
    }

    private static void longer(ObjectNode node, String name) {
        if (node.path(name).isTextual()) {
            String text = node.get(name).asText();
            node.put(name, text.contains("T") ? text + "0.000001S" : text + "T0.000001S");
        }
    }

    private static void replace(ObjectNode node, String name, String one, String other) {
        if (node.path(name).asText().equals(one) && (!other.equals("within_last") || !node.has("which"))) {
            node.put(name, other);
            if (other.equals("exists")) {
                node.remove(List.of("value", "ref"));
            }
        }
    }

    private static Happening moved(Happening one, long nanos) {
        return new Happening(one.time().plusNanos(nanos), one.source(), one.id(), one.type(), one.data());
    }

    private static Happening renamed(Happening one) {
        String type = one.type().equals("order.refunded") ? "order.completed" : one.type();
        return new Happening(one.time(), one.source(), one.id(), type, one.data());
    }

    /** Each arrival is told under an id of its own. */
    private static Happening anotherId(Happening one) {
        return new Happening(one.time(), one.source(), one.id() + "-" + System.nanoTime(), one.type(), one.data());
    }

    private static Happening swapped(Happening one) {
        String source = Map.of("a", "b", "b", "a").get(one.source());
        return new Happening(one.time(), source, one.id(), one.type(), one.data());
    }

    private static History sinceEver(History true_) {
        return new OtherHistory(true_, Micros.ALWAYS, false);
    }

    private static History withoutFacts(History true_) {
        return new OtherHistory(true_, true_.firstSeen(), true);
    }

    private record OtherHistory(History history, long firstSeen, boolean blind) implements History {

        @Override
        public Events events(String type) {
            return history.events(type);
        }

        @Override
        public State state(Fact fact, long at) {
            State state = history.state(fact, at);
            return blind ? new State(state.value(), Micros.NEVER) : state;
        }

        @Override
        public String profileId() {
            return history.profileId();
        }
    }
}
