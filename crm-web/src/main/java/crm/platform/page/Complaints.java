package crm.platform.page;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** What fails every second is said once a minute. Thread-safe. */
final class Complaints {

    private static final long BETWEEN = Duration.ofMinutes(1).toNanos();

    private final Logger log;
    private final AtomicLong next = new AtomicLong(System.nanoTime());

    Complaints(Logger log) {
        this.log = log;
    }

    void say(String what, RuntimeException failure) {
        long now = System.nanoTime();
        long due = next.get();
        if (now - due >= 0 && next.compareAndSet(due, now + BETWEEN)) {
            log.log(Level.WARNING, what, failure);
        }
    }
}
