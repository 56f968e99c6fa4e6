package crm.segment.service;

import com.fasterxml.jackson.databind.JsonNode;
import crm.condition.evaluation.Events;
import crm.condition.evaluation.PastEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** The events of one type, in their order, as they come. */
final class GrowingEvents implements Events {

    private final List<PastEvent> sorted;

    GrowingEvents(Collection<PastEvent> events) {
        sorted = new ArrayList<>(events);
        Collections.sort(sorted);
    }

    /** One that is not among them; says whether it is the last. */
    boolean add(PastEvent event) {
        if (sorted.isEmpty() || sorted.get(sorted.size() - 1).compareTo(event) < 0) {
            sorted.add(event);
            return true;
        }
        sorted.add(-Collections.binarySearch(sorted, event) - 1, event);
        return false;
    }

    /** Those that are not told by these sources and ids, with a line break between them. */
    GrowingEvents without(Set<String> keys) {
        return new GrowingEvents(sorted.stream()
                .filter(one -> !keys.contains(one.source() + '\n' + one.id()))
                .toList());
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
