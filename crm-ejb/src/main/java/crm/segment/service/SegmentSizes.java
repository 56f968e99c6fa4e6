package crm.segment.service;

import crm.segment.store.MembershipReads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;

/** How many there are: counted, and where that takes long, counted again only now and then on this node. Thread-safe. */
@ApplicationScoped
public class SegmentSizes {

    /** More segments than there can be; what was deleted goes with all others. */
    private static final int MOST = 10_000;

    @Inject
    private Surveys surveys;

    private final KeptCount<SortedMap<String, Long>> all = new KeptCount<>();
    private final KeptCount<Long> everybody = new KeptCount<>();
    private final Map<String, KeptCount<Long>> each = new ConcurrentHashMap<>();

    /** Members by the key of the segment. */
    SortedMap<String, Long> all() {
        return all.get(() -> surveys.look(snapshot -> new MembershipReads(snapshot.connection()).sizes()));
    }

    /** Members of a segment. */
    long of(String key) {
        if (each.size() > MOST) {
            each.clear();
        }
        return each.computeIfAbsent(key, none -> new KeptCount<>())
                .get(() -> surveys.look(snapshot -> new MembershipReads(snapshot.connection()).size(key)));
    }

    /** Profiles. */
    long everybody() {
        return everybody.get(() -> surveys.look(snapshot -> new MembershipReads(snapshot.connection()).everybody()));
    }
}
