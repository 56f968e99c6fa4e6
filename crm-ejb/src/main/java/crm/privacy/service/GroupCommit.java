package crm.privacy.service;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * Many callers, one writer at a time: each hands in its item and waits until it is written. Whoever comes while nobody
 * writes becomes the writer and takes along all that wait, so a transaction costs what one item alone would, and no
 * thread of our own is needed. Thread-safe.
 */
final class GroupCommit<T> {

    /** Writes all items or none; they are durable when it returns. */
    interface Writer<T> {
        void write(List<T> items);
    }

    private static final class Waiting<T> {
        private final T item;
        private boolean over;
        private RuntimeException failure;

        private Waiting(T item) {
            this.item = item;
        }
    }

    private final Writer<T> writer;
    private final int most;
    private final Duration patience;
    private final Deque<Waiting<T>> queue = new ArrayDeque<>();
    private boolean writing;

    /**
     * Groups what is handed in.
     *
     * @param most how many are written at once
     * @param patience how long a caller waits while others write
     */
    GroupCommit(Writer<T> writer, int most, Duration patience) {
        this.writer = writer;
        this.most = most;
        this.patience = patience;
    }

    /**
     * Returns when the item is durable.
     *
     * @throws RuntimeException what the writer threw; the item is not there then
     * @throws TimeoutException if it was not its turn for too long; should it be under way, it may still be written
     */
    void write(T item) throws TimeoutException, InterruptedException {
        Waiting<T> mine = new Waiting<>(item);
        long deadline = System.nanoTime() + patience.toNanos();
        enqueue(mine);
        while (waitsForNobody(mine, deadline)) {
            lead();
        }
        if (mine.failure != null) {
            throw mine.failure;
        }
    }

    /** How many wait for the next transaction. */
    synchronized int waiting() {
        return queue.size();
    }

    private synchronized void enqueue(Waiting<T> mine) {
        queue.add(mine);
    }

    /** True once the caller must write itself, false once its item is over. */
    private synchronized boolean waitsForNobody(Waiting<T> mine, long deadline)
            throws TimeoutException, InterruptedException {
        try {
            while (!mine.over && writing) {
                long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
                if (left <= 0) {
                    throw new TimeoutException("the writer is busy for more than " + patience);
                }
                wait(left);
            }
        } catch (TimeoutException | InterruptedException e) {
            queue.remove(mine);
            throw e;
        }
        writing |= !mine.over;
        return !mine.over;
    }

    private void lead() {
        List<Waiting<T>> group = take();
        // What stays if even that fails for which nothing is caught: nobody may take it for written.
        RuntimeException failure = new IllegalStateException("the writer did not end");
        try {
            writer.write(group.stream().map(waiting -> waiting.item).toList());
            failure = null;
        } catch (RuntimeException e) {
            failure = e;
        } finally {
            end(group, failure);
        }
    }

    private synchronized List<Waiting<T>> take() {
        List<Waiting<T>> group = new ArrayList<>();
        while (group.size() < most && !queue.isEmpty()) {
            group.add(queue.poll());
        }
        return group;
    }

    private synchronized void end(List<Waiting<T>> group, RuntimeException failure) {
        for (Waiting<T> waiting : group) {
            waiting.over = true;
            waiting.failure = failure;
        }
        writing = false;
        notifyAll();
    }
}
