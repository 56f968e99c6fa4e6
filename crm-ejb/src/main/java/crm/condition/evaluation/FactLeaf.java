package crm.condition.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A test of what a fact is. */
final class FactLeaf extends Leaf {

    private final Fact fact;
    private final ValueCheck test;
    private final boolean negative;
    private final String currency;

    /**
     * @param negative holds if the test does of no value, instead of one
     * @param currency of amounts beside their currency only those in it are values; empty: all are
     */
    FactLeaf(int place, Fact fact, ValueCheck test, boolean negative, String currency) {
        super(place);
        this.fact = fact;
        this.test = test;
        this.negative = negative;
        this.currency = currency;
    }

    @Override
    boolean holdsAt(Evaluation about, long at) {
        Scene scene = Scene.at(at);
        boolean[] holds = new boolean[1];
        eachValue(about.state(fact, at).value(), value -> holds[0] |= test.holds(value, scene));
        return holds[0] != negative;
    }

    private void eachValue(JsonNode node, Consumer<JsonNode> taker) {
        if (node.isArray()) {
            node.forEach(element -> eachValue(element, taker));
        } else if (node.isObject() && node.has("amount")) {
            if (currency.isEmpty() || currency.equals(node.path("currency").asText())) {
                eachValue(node.path("amount"), taker);
            }
        } else if (Values.isThere(node)) {
            taker.accept(node);
        }
    }

    @Override
    long candidateAfter(Evaluation about, long at) {
        State state = about.state(fact, at);
        long[] first = {state.until()};
        if (test.moves()) {
            eachValue(state.value(), value -> first[0] = Math.min(first[0], test.changesAfter(value, at)));
        }
        return first[0];
    }

    @Override
    public boolean recurs() {
        return test.recurs();
    }

    @Override
    Optional<Fact> fact() {
        return Optional.of(fact);
    }

    @Override
    List<Evidence> evidence(Evaluation about, long at) {
        return Evidence.fact(fact, about.state(fact, at).value());
    }
}
