package crm.operations.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/** Records per second, from counts that were looked at now and then. Not thread-safe. */
final class Rates<K> {

    private static final Duration WINDOW = Duration.ofSeconds(10);

    private final Deque<Sample<K>> samples = new ArrayDeque<>();

    private record Sample<K>(Instant at, Map<K, Long> counts) {}

    /** Notes the counts, and forgets what is older than the window but for one. */
    void add(Instant at, Map<K, Long> counts) {
        samples.addLast(new Sample<>(at, Map.copyOf(counts)));
        Instant horizon = at.minus(WINDOW);
        while (samples.size() > 2 && samples.getFirst().at().isBefore(horizon)) {
            samples.removeFirst();
        }
    }

    /** Over about the last ten seconds; 0 before the second look. */
    double of(K counted) {
        if (samples.size() < 2) {
            return 0;
        }
        Sample<K> first = samples.getFirst();
        Sample<K> last = samples.getLast();
        double seconds = Duration.between(first.at(), last.at()).toMillis() / 1000.0;
        // What was not there at first came with all that it has.
        Long before = first.counts().get(counted);
        long records = before == null ? 0 : last.counts().getOrDefault(counted, 0L) - before;
        return seconds <= 0 || records <= 0 ? 0 : records / seconds;
    }
}
