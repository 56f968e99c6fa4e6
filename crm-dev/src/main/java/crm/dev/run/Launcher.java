package crm.dev.run;

import crm.dev.lab.Deadline;
import java.time.Duration;

/** The process of {@code ./crm run} that holds the lock of a home, seen from another process. */
public final class Launcher {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final RunLock lock;

    public Launcher(Home home) {
        lock = home.lock();
    }

    /** Asks it to stop everything and waits until it has; if it does not, kills it and leaves its servers to the caller. */
    public void stop() {
        lock.launcher().flatMap(ProcessHandle::of).ifPresent(ProcessHandle::destroy);
        if (!Deadline.in(PATIENCE).await(() -> !lock.isHeld())) {
            lock.launcher().flatMap(ProcessHandle::of).ifPresent(ProcessHandle::destroyForcibly);
            Deadline.in(PATIENCE).await(() -> !lock.isHeld());
        }
    }
}
