package crm.operations.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/** Records per second, from counts that were looked at now and then. Not thread-safe. */
final class Rates {

    private static final Duration WINDOW = Duration.ofSeconds(10);

    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(Instant at, Map<String, Long> counts) {}

    /** Notes the counts by group, and forgets what is older than the window but for one. */
    void add(Instant at, Map<String, Long> counts) {
        samples.addLast(new Sample(at, Map.copyOf(counts)));
        Instant horizon = at.minus(WINDOW);
        while (samples.size() > 2 && samples.getFirst().at().isBefore(horizon)) {
            samples.removeFirst();
        }
    }

    /** Over about the last ten seconds; 0 before the second look. */
    double of(String group) {
        if (samples.size() < 2) {
            return 0;
        }
        Sample first = samples.getFirst();
        Sample last = samples.getLast();
        double seconds = Duration.between(first.at(), last.at()).toMillis() / 1000.0;
        long records = count(last, group) - count(first, group);
        return seconds <= 0 || records <= 0 ? 0 : records / seconds;
    }

    private static long count(Sample sample, String group) {
        return sample.counts().getOrDefault(group, 0L);
    }
}
