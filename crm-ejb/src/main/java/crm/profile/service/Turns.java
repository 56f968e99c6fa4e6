package crm.profile.service;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import crm.platform.entity.Busy;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Lets some work at the same time and others wait, not for long: so many may ask that connections for everything else would
 * be missing. Thread-safe.
 */
public final class Turns {

    private final Semaphore places;
    private final Duration patience;
    private final String work;

    /**
     * With so many places.
     *
     * @param work of what there is too much where nobody gets a turn
     */
    public Turns(int places, Duration patience, String work) {
        this.places = new Semaphore(places, true);
        this.patience = patience;
        this.work = work;
    }

    /**
     * Does it when it is its turn.
     *
     * @throws Busy if it is not its turn for too long
     */
    public <T> T in(Supplier<T> turn) {
        take();
        try {
            return turn.get();
        } finally {
            places.release();
        }
    }

    private void take() {
        try {
            if (!places.tryAcquire(patience.toNanos(), NANOSECONDS)) {
                throw new Busy("too many " + work + " are under way");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Busy("interrupted");
        }
    }
}
