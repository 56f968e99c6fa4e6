package crm.ingest.worker;

import crm.ingest.entity.Delivery;
import crm.ingest.entity.PartitionId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Stops a partition whose handler fails at most of what it is given, before all of it has become dead letters. It counts the
 * last events of each partition: those at which the handler failed when they stood alone, and those that it applied. What is
 * no event does not count, so nobody can stop a partition by sending rubbish; nor does what waits for its key. Not
 * thread-safe, but {@link #stopping} may be asked in a transaction.
 */
public final class Breaker {

    private final BatchSettings settings;
    private final Map<PartitionId, Recent> recent = new HashMap<>();

    Breaker(BatchSettings settings) {
        this.settings = settings;
    }

    /** The partitions that have failed too often once these have been parked. Nothing is noted yet. */
    Set<PartitionId> stopping(Batch batch) {
        Map<PartitionId, Integer> failures = new HashMap<>();
        for (Delivery failed : batch.failed()) {
            failures.merge(new PartitionId(failed.topic(), failed.partition()), 1, Integer::sum);
        }
        Set<PartitionId> stopping = new TreeSet<>();
        failures.forEach((partition, count) -> {
            Recent known = recent.get(partition);
            if ((known == null ? 0 : known.failures) + count >= settings.tooMany()) {
                stopping.add(partition);
            }
        });
        return stopping;
    }

    /** The batch is committed, and these partitions with it stopped: when they go on, they begin with a clean slate. */
    void applied(Batch batch, Set<PartitionId> stopped) {
        batch.eventCounts().forEach((partition, count) -> of(partition).add(false, count));
        batch.failed()
                .forEach(failed ->
                        of(new PartitionId(failed.topic(), failed.partition())).add(true, 1));
        stopped.forEach(recent::remove);
    }

    private Recent of(PartitionId partition) {
        return recent.computeIfAbsent(partition, its -> new Recent(settings.window()));
    }

    /** Whether the last ones failed, in a ring. */
    private static final class Recent {

        private final boolean[] ring;
        private int next;
        private int failures;

        Recent(int window) {
            ring = new boolean[window];
        }

        void add(boolean failed, int count) {
            for (int i = 0; i < Math.min(count, ring.length); i++) {
                failures += (failed ? 1 : 0) - (ring[next] ? 1 : 0);
                ring[next] = failed;
                next = (next + 1) % ring.length;
            }
        }
    }
}
