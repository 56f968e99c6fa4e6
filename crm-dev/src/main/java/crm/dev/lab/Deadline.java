package crm.dev.lab;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A moment until which one is willing to wait. */
public final class Deadline {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final long nanos;

    private Deadline(Duration patience) {
        nanos = System.nanoTime() + patience.toNanos();
    }

    public static Deadline in(Duration patience) {
        return new Deadline(patience);
    }

    private boolean passed() {
        return System.nanoTime() - nanos > 0;
    }

    /** Waits for the condition; false if the deadline passed first. */
    public boolean await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (passed()) {
                return false;
            }
            pause();
        }
        return true;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", e);
        }
    }
}
