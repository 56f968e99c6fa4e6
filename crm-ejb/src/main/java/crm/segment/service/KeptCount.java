package crm.segment.service;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * An answer that takes long is given again for some time, so that asking again and again costs no more than a tenth of the
 * time; one that is found at once is found anew each time. Thread-safe; two at once may both ask.
 */
final class KeptCount<T> {

    private static final long QUICK = Duration.ofMillis(100).toNanos();
    private static final long LONGEST = Duration.ofSeconds(10).toNanos();
    private static final int TIMES = 10;

    private volatile Kept<T> kept;

    /** What was answered, and until when that is good enough. */
    private record Kept<T>(T answer, long until) {}

    T get(Supplier<T> asking) {
        Kept<T> last = kept;
        if (last != null && System.nanoTime() - last.until() < 0) {
            return last.answer();
        }
        long began = System.nanoTime();
        T answer = asking.get();
        long ended = System.nanoTime();
        kept = new Kept<>(answer, ended + life(ended - began));
        return answer;
    }

    /** How long an answer is kept that took so long to find; nanoseconds. */
    static long life(long took) {
        return took < QUICK ? 0 : Math.min(LONGEST, TIMES * took);
    }
}
