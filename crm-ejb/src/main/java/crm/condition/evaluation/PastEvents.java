package crm.condition.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;

/** Events that are all in memory. */
public final class PastEvents implements Events {

    private final List<PastEvent> sorted;

    private PastEvents(List<PastEvent> sorted) {
        this.sorted = sorted;
    }

    /**
     * Sorts them.
     *
     * @param events of one type, in any order, each once
     */
    public static PastEvents of(Collection<PastEvent> events) {
        return new PastEvents(events.stream().sorted().toList());
    }

    @Override
    public int size() {
        return sorted.size();
    }

    @Override
    public long time(int index) {
        return sorted.get(index).time();
    }

    @Override
    public String source(int index) {
        return sorted.get(index).source();
    }

    @Override
    public String id(int index) {
        return sorted.get(index).id();
    }

    @Override
    public JsonNode data(int index) {
        return sorted.get(index).data();
    }
}
