package crm.ingest.worker;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Map.Entry;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** What failed waits, longer each time, and holds nothing else up. Thread-safe. */
public final class Waits<K extends Comparable<K>> {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final InstantSource clock = InstantSource.system();
    private final Map<K, Wait> waits = new ConcurrentHashMap<>();

    private record Wait(Instant until, String cause, Backoff backoff) {}

    /** Whether it may be tried. */
    public boolean due(K what) {
        Wait wait = waits.get(what);
        return wait == null || !wait.until().isAfter(clock.instant());
    }

    public void succeeded(K what) {
        waits.remove(what);
    }

    /** Says whether this is the first failure after a success. */
    public boolean failed(K what, Throwable cause) {
        Wait before = waits.get(what);
        Backoff backoff = before == null ? new Backoff(FIRST, LONGEST, RandomGenerator.getDefault()) : before.backoff();
        String why = Causes.origin(cause).getClass().getSimpleName();
        waits.put(what, new Wait(clock.instant().plus(backoff.next()), why, backoff));
        return before == null;
    }

    /** Of what class a failure is at its origin, with SQL's code where there is one; no message. */
    public static String cause(Throwable failure) {
        return Causes.name(failure);
    }

    /** What waits, and for what. */
    public SortedMap<K, String> causes() {
        return new TreeMap<>(waits.entrySet().stream()
                .collect(Collectors.toMap(Entry::getKey, wait -> wait.getValue().cause())));
    }
}
