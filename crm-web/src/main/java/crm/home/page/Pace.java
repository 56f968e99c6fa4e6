package crm.home.page;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** How many a second, from a count that is looked at now and then. Thread-safe. */
final class Pace {

    private static final long WINDOW = Duration.ofSeconds(10).toNanos();
    private static final double NANOS = 1e9;

    private final Deque<Look> looks = new ArrayDeque<>();

    private record Look(long at, long count) {}

    /** Over about the last ten seconds; nothing while nobody has looked for long enough. */
    synchronized Optional<Double> of(long count, long at) {
        while (!looks.isEmpty() && at - looks.getFirst().at() > WINDOW) {
            looks.removeFirst();
        }
        looks.addLast(new Look(at, count));
        Look first = looks.getFirst();
        double seconds = (at - first.at()) / NANOS;
        return seconds < 0.5 ? Optional.empty() : Optional.of(Math.max(0, count - first.count()) / seconds);
    }
}
