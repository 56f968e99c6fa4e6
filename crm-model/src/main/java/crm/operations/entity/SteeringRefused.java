package crm.operations.entity;

import jakarta.ejb.ApplicationException;

/** What cannot be done with a group. Rolls the transaction back. */
@ApplicationException(rollback = true)
public class SteeringRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String pointer;

    /** Why. */
    public enum Reason {
        /** There is no such group, topic or partition. */
        UNKNOWN,
        /** What is asked for cannot be. */
        IMPOSSIBLE,
        /** It does not fit how things stand. */
        CONFLICT
    }

    /** @param pointer into what was asked for, empty for the group itself */
    public SteeringRefused(Reason reason, String pointer, String detail) {
        super(detail);
        this.reason = reason;
        this.pointer = pointer;
    }

    public static SteeringRefused unknown(String pointer, String detail) {
        return new SteeringRefused(Reason.UNKNOWN, pointer, detail);
    }

    public static SteeringRefused impossible(String pointer, String detail) {
        return new SteeringRefused(Reason.IMPOSSIBLE, pointer, detail);
    }

    public Reason reason() {
        return reason;
    }

    public String pointer() {
        return pointer;
    }
}
