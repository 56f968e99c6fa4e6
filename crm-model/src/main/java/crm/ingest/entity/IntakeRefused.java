package crm.ingest.entity;

import jakarta.ejb.ApplicationException;
import java.time.Duration;

/** Events that somebody sent cannot be taken, all of them; none is known to be written, and all may be sent again. */
@ApplicationException
public class IntakeRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient Duration wait;

    /** Why. */
    public enum Reason {
        /** The body cannot be read. */
        MALFORMED,
        /** The body, its only event, or the number of events is larger than allowed. */
        TOO_LARGE,
        /** The same may be taken later. */
        BUSY
    }

    public IntakeRefused(Reason reason, String detail) {
        this(reason, detail, Duration.ZERO);
    }

    private IntakeRefused(Reason reason, String detail, Duration wait) {
        super(detail);
        this.reason = reason;
        this.wait = wait;
    }

    /**
     * For a moment.
     *
     * @param wait after which it is worth trying again
     */
    public static IntakeRefused busy(String detail, Duration wait) {
        return new IntakeRefused(Reason.BUSY, detail, wait);
    }

    public Reason reason() {
        return reason;
    }

    /** After which time it is worth trying again. */
    public Duration patience() {
        return wait;
    }
}
