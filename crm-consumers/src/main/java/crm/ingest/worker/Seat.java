package crm.ingest.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.random.RandomGenerator;

/** A place for a worker: whoever leaves it is followed by another, not too soon after one that did not last. */
final class Seat {

    private static final Duration LASTING = Duration.ofSeconds(30);

    private final Member member;
    private final Backoff backoff =
            new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10), RandomGenerator.getDefault());
    private volatile Worker worker;
    private Instant started = Instant.MIN;
    private Instant nextStart = Instant.MIN;

    Seat(Member member) {
        this.member = member;
    }

    Member member() {
        return member;
    }

    /** The worker that runs here, if one does. Thread-safe. */
    Optional<Worker> worker() {
        return Optional.ofNullable(worker).filter(present -> !present.ended());
    }

    /** Sends its worker away, if there is one, and lets nobody else take the place. */
    void clear() {
        worker().ifPresent(Worker::dismiss);
    }

    /** Starts a worker if there is none, and it is time to. */
    void fill(Workplace workplace, Executor threads, Instant now) {
        if (worker().isPresent()) {
            return;
        }
        noteEnd(now);
        if (!now.isBefore(nextStart)) {
            start(new Worker(member, workplace), threads, now);
        }
    }

    private void noteEnd(Instant now) {
        if (worker == null) {
            return;
        }
        worker = null;
        if (now.isAfter(started.plus(LASTING))) {
            backoff.reset();
        }
        nextStart = now.plus(backoff.next());
    }

    private void start(Worker next, Executor threads, Instant now) {
        try {
            threads.execute(next);
            worker = next;
            started = now;
        } catch (RejectedExecutionException e) {
            // The server suspends; it says so itself.
            nextStart = now.plusSeconds(1);
        }
    }
}
