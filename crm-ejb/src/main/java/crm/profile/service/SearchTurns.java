package crm.profile.service;

import crm.profile.entity.TimelineBusy;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Searches of timelines, few at a time, as each holds much of what it opens. Thread-safe. */
final class SearchTurns {

    private final Semaphore turns;
    private final Duration patience;

    /** @param patience how long one waits for a turn */
    SearchTurns(int most, Duration patience) {
        this.turns = new Semaphore(most);
        this.patience = patience;
    }

    /** @throws TimelineBusy if it is not its turn for too long */
    <T> T take(Supplier<T> search) {
        if (!acquired()) {
            throw new TimelineBusy();
        }
        try {
            return search.get();
        } finally {
            turns.release();
        }
    }

    private boolean acquired() {
        try {
            return turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
