package crm.ingest.service;

import crm.ingest.entity.IntakeRefused;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How many requests, and how much of their bodies, are under way on this node. Who finds no room for a
 * body is told to come again at once, whose turn does not come soon after a short wait on a thread of the server: a
 * crowd that the log follows is worked off, and one that it does not follow is turned away. Thread-safe.
 */
public class IntakeGate {

    private static final int KIB = 1024;
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final Duration TURN = Duration.ofSeconds(2);

    private final Semaphore work;
    private final Semaphore memory;
    private final Duration turn;

    public IntakeGate(IntakeSettings settings) {
        this(settings, TURN);
    }

    /** @param turn how long a request waits for its turn */
    IntakeGate(IntakeSettings settings, Duration turn) {
        this.turn = turn;
        this.work = new Semaphore(settings.concurrent(), true);
        this.memory = new Semaphore((settings.memory() + 1) * KIB); // the largest body is allowed, whatever is rounded
    }

    public Visit enter() {
        return new Visit();
    }

    /** One request. Room is taken as its body comes, so who sends slowly keeps nobody out. For one thread. */
    public final class Visit implements AutoCloseable {

        private int kib;
        private boolean working;

        private Visit() {}

        /**
         * Takes room for so many bytes more.
         *
         * @throws IntakeRefused if there is none
         */
        public void read(int bytes) {
            int more = (bytes + KIB - 1) / KIB;
            if (!memory.tryAcquire(more)) {
                throw IntakeRefused.busy("Too much is being sent at the moment; wait and send again.", AGAIN);
            }
            kib += more;
        }

        /**
         * Waits for the turn to work; what waits holds no more than the room of its body.
         *
         * @throws IntakeRefused if it does not come soon
         */
        void work() {
            if (!turnComes()) {
                throw IntakeRefused.busy("Too many requests are under way; wait and send again.", AGAIN);
            }
            working = true;
        }

        private boolean turnComes() {
            try {
                return work.tryAcquire(turn.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        @Override
        public void close() {
            memory.release(kib);
            if (working) {
                work.release();
            }
        }
    }
}
