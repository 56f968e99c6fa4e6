package crm.ingest.worker;

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

    /** The partitions that have failed too often somewhere on the way through these. Nothing is noted yet. */
    Set<PartitionId> stopping(Batch batch) {
        Set<PartitionId> stopping = new TreeSet<>();
        if (!batch.failed().isEmpty()) {
            batch.failures().forEach((partition, failures) -> {
                Recent known = recent.get(partition);
                Recent then = known == null ? new Recent(settings.window()) : known.copy();
                if (failures.stream().anyMatch(failed -> then.add(failed) >= settings.tooMany())) {
                    stopping.add(partition);
                }
            });
        }
        return stopping;
    }

    /** The batch is committed, and these partitions with it stopped: when they go on, they begin with a clean slate. */
    void applied(Batch batch, Set<PartitionId> stopped) {
        batch.failures().forEach((partition, failures) -> {
            Recent its = recent.computeIfAbsent(partition, one -> new Recent(settings.window()));
            // What is beyond the window is forgotten anyway.
            failures.subList(Math.max(0, failures.size() - settings.window()), failures.size())
                    .forEach(its::add);
        });
        stopped.forEach(recent::remove);
    }

    /** Whether the last ones failed, in a ring. */
    private static final class Recent {

        private final boolean[] ring;
        private int next;
        private int failures;

        Recent(int window) {
            ring = new boolean[window];
        }

        private Recent(Recent other) {
            ring = other.ring.clone();
            next = other.next;
            failures = other.failures;
        }

        Recent copy() {
            return new Recent(this);
        }

        /** How many of the last ones have failed then. */
        int add(boolean failed) {
            failures += (failed ? 1 : 0) - (ring[next] ? 1 : 0);
            ring[next] = failed;
            next = (next + 1) % ring.length;
            return failures;
        }
    }
}
