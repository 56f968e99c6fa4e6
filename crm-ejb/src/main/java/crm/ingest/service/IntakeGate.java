package crm.ingest.service;

import crm.ingest.entity.IntakeRefused;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * How many requests, and how much of their bodies, are under way on this node. Who comes when it is full is told to
 * come again, instead of waiting on a thread of the server. Thread-safe.
 */
public class IntakeGate {

    private static final int KIB = 1024;
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Semaphore work;
    private final Semaphore memory;

    public IntakeGate(IntakeSettings settings) {
        this.work = new Semaphore(settings.concurrent());
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

        /** @throws IntakeRefused if too many are at work */
        void work() {
            if (!work.tryAcquire()) {
                throw IntakeRefused.busy("Too many requests are under way; wait and send again.", AGAIN);
            }
            working = true;
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
