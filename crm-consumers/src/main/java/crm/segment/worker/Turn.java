package crm.segment.worker;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** What is done each second for a while; if it fails the next second tries again, and that is said once. */
final class Turn {

    private static final Logger LOG = System.getLogger(Turn.class.getName());
    private static final long NANOS = Duration.ofMillis(400).toNanos();

    private final String what;
    private boolean troubled;

    /** @param what of which is said in the log that it is behind */
    Turn(String what) {
        this.what = what;
    }

    void take(Runnable work) {
        try {
            work.run();
            troubled = false;
        } catch (RuntimeException e) {
            if (!troubled) {
                LOG.log(Level.WARNING, what + "=behind", e);
            }
            troubled = true;
        }
    }

    /** @param work says whether there may be more */
    static void forAWhile(BooleanSupplier work) {
        long end = System.nanoTime() + NANOS;
        boolean more = true;
        while (more && System.nanoTime() < end) {
            more = work.getAsBoolean();
        }
    }
}
