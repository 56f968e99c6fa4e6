package crm.condition.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** How many open records there are. */
final class RecordLeaf extends Leaf {

    private final Fact.OpenRecords fact;
    private final Filter filter;
    private final NumberCheck test;

    RecordLeaf(int place, Fact.OpenRecords fact, Filter filter, NumberCheck test) {
        super(place);
        this.fact = fact;
        this.filter = filter;
        this.test = test;
    }

    @Override
    boolean holdsAt(Evaluation about, long at) {
        return test.holds(count(about, at));
    }

    private long count(Evaluation about, long at) {
        Scene scene = Scene.at(at);
        long count = 0;
        for (JsonNode one : about.state(fact, at).value()) {
            count += filter.holds(one, scene) ? 1 : 0;
        }
        return count;
    }

    @Override
    long candidateAfter(Evaluation about, long at) {
        State state = about.state(fact, at);
        long first = state.until();
        if (filter.moves()) {
            for (JsonNode one : state.value()) {
                first = Math.min(first, filter.changesAfter(one, at));
            }
        }
        return first;
    }

    @Override
    public boolean recurs() {
        return filter.recurs();
    }

    @Override
    Optional<Fact> fact() {
        return Optional.of(fact);
    }

    @Override
    List<Evidence> evidence(Evaluation about, long at) {
        return List.of(Evidence.value("count", String.valueOf(count(about, at))));
    }
}
