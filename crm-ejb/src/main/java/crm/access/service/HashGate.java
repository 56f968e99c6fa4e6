package crm.access.service;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import crm.access.entity.LoginsBusy;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Lets few passwords be computed at the same time, and of one account one after the other: who guesses in parallel finds
 * the count of what failed before, and a system that starts with many connections computes once. Thread-safe.
 */
final class HashGate {

    private static final int STRIPES = 256;

    private final Semaphore places;
    private final AtomicInteger waiting = new AtomicInteger();
    private final ReentrantLock[] accounts =
            IntStream.range(0, STRIPES).mapToObj(i -> new ReentrantLock()).toArray(ReentrantLock[]::new);
    private final int mostWaiting;
    private final Duration patience;

    HashGate(int atOnce, int mostWaiting, Duration patience) {
        this.places = new Semaphore(atOnce, true);
        this.mostWaiting = mostWaiting;
        this.patience = patience;
    }

    /** @throws LoginsBusy if it is not its turn for too long */
    <T> T pass(String account, Supplier<T> work) {
        if (waiting.incrementAndGet() > mostWaiting) {
            waiting.decrementAndGet();
            throw new LoginsBusy();
        }
        try {
            return inTurn(account, work);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoginsBusy();
        } finally {
            waiting.decrementAndGet();
        }
    }

    private <T> T inTurn(String account, Supplier<T> work) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        ReentrantLock turn = accounts[Math.floorMod(account.hashCode(), STRIPES)];
        if (!turn.tryLock(patience.toNanos(), NANOSECONDS)) {
            throw new LoginsBusy();
        }
        try {
            return inPlace(end, work);
        } finally {
            turn.unlock();
        }
    }

    private <T> T inPlace(long end, Supplier<T> work) throws InterruptedException {
        if (!places.tryAcquire(end - System.nanoTime(), NANOSECONDS)) {
            throw new LoginsBusy();
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }
}
