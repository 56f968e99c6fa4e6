package crm.ingest.worker;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * A time in which nothing can be applied, through no fault of any record. One line in the log when it begins, one when
 * it ends. For one thread, but {@link #reason()} for all.
 */
final class Trouble {

    private static final Logger LOG = System.getLogger(Trouble.class.getName());
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final String who;
    private final Backoff backoff = new Backoff(FIRST, LIMIT, RandomGenerator.getDefault());
    private Instant began;
    private Instant retryAt = Instant.MIN;
    private volatile String reason = "";

    Trouble(String who) {
        this.who = who;
    }

    /** Something failed that may pass; tells when to try again. */
    Instant met(Throwable cause, Instant now) {
        if (began == null) {
            began = now;
            LOG.log(Level.WARNING, "worker=" + who + " state=waiting cause=\"" + Causes.name(cause) + "\"");
        }
        // Its message may quote a customer; whoever needs it asks for it.
        LOG.log(Level.DEBUG, "worker=" + who + " tries again", cause);
        reason = Causes.origin(cause).getClass().getSimpleName();
        retryAt = now.plus(backoff.next());
        return retryAt;
    }

    /** Something was applied. */
    void over(Instant now) {
        if (began != null) {
            LOG.log(
                    Level.INFO,
                    "worker=" + who + " state=running waited_ms="
                            + Duration.between(began, now).toMillis());
            began = null;
            reason = "";
            backoff.reset();
        }
    }

    /** All partitions are claimed and nothing is there to apply: over, unless it has only just begun. */
    void calm(Instant now) {
        if (began != null && now.isAfter(retryAt.plus(LIMIT))) {
            over(now);
        }
    }

    /** What it waits for, empty when all is well. Thread-safe. */
    String reason() {
        return reason;
    }
}
