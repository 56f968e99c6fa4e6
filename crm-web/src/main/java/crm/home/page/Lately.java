package crm.home.page;

import java.time.Duration;
import java.util.function.Supplier;

/** What was read less than a second ago is not read again, however many ask. Thread-safe. */
final class Lately<T> {

    private static final long FRESH = Duration.ofMillis(900).toNanos();

    private final Supplier<T> source;
    private T value;
    private long readAt;

    Lately(Supplier<T> source) {
        this.source = source;
    }

    synchronized T get() {
        long now = System.nanoTime();
        if (value == null || now - readAt > FRESH) {
            value = source.get();
            readAt = System.nanoTime();
        }
        return value;
    }
}
