package crm.condition.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** The events of one type, in their order, all in memory; more may come. */
public final class PastEvents implements Events {

    private final List<PastEvent> sorted;

    private PastEvents(List<PastEvent> sorted) {
        this.sorted = sorted;
    }

    /**
     * Sorts them.
     *
     * @param events in any order, each once
     */
    public static PastEvents of(Collection<PastEvent> events) {
        List<PastEvent> sorted = new ArrayList<>(events);
        Collections.sort(sorted);
        return new PastEvents(sorted);
    }

    /** One that is not among them; says whether it is the last. */
    public boolean add(PastEvent event) {
        if (sorted.isEmpty() || sorted.get(sorted.size() - 1).compareTo(event) < 0) {
            sorted.add(event);
            return true;
        }
        sorted.add(-Collections.binarySearch(sorted, event) - 1, event);
        return false;
    }

    /** Those that are not told by these sources and ids, with a line break between them. */
    public PastEvents without(Set<String> keys) {
        return new PastEvents(new ArrayList<>(sorted.stream()
                .filter(one -> !keys.contains(one.source() + '\n' + one.id()))
                .toList()));
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
