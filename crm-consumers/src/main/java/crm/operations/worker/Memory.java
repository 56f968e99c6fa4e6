package crm.operations.worker;

import crm.ingest.service.RebalanceDiary;
import crm.operations.entity.GroupSample;
import crm.operations.entity.Progress;
import crm.operations.service.SampleSettings;
import crm.operations.service.Samples;
import crm.platform.service.StoreFailed;
import jakarta.ejb.EJBException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Remembers how the groups were, in the database for all servers, and recalls the last minute of it. For one thread, but
 * {@link #of} for all.
 */
final class Memory {

    private static final Logger LOG = System.getLogger(Memory.class.getName());

    /** The look that is judged comes on top. */
    private static final int WINDOW = Progress.WINDOW - 1;

    private final String node;
    private final Samples samples;
    private final RebalanceDiary diary;
    private final SampleSettings settings;
    private volatile Map<String, Past> past = Map.of();
    private volatile Instant next = Instant.MIN;

    Memory(String node, Samples samples, RebalanceDiary diary, SampleSettings settings) {
        this.node = node;
        this.samples = samples;
        this.diary = diary;
        this.settings = settings;
    }

    boolean isDue(Instant now) {
        return !now.isBefore(next);
    }

    Past of(String group) {
        return past.getOrDefault(group, Past.NONE);
    }

    /** Writes down how the groups are, where it is this server's turn, and looks up how they were. */
    void keep(Instant now, Collection<Samples.Judged> seen, Set<String> groups) {
        if (!isDue(now)) {
            return;
        }
        next = now.plus(settings.every());
        try {
            samples.write(node, seen);
            recall(groups);
        } catch (StoreFailed | EJBException e) {
            LOG.log(Level.DEBUG, "groups are not sampled", e);
        }
    }

    private void recall(Set<String> groups) {
        Map<String, List<GroupSample>> latest = samples.latest(groups, WINDOW);
        Map<String, Past> recalled = new HashMap<>();
        groups.forEach(group ->
                recalled.put(group, new Past(latest.getOrDefault(group, List.of()), diary.since(group))));
        past = Map.copyOf(recalled);
    }
}
