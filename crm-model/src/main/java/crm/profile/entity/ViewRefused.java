package crm.profile.entity;

import jakarta.ejb.ApplicationException;

/** A view that cannot be saved as it is. */
@ApplicationException(rollback = true)
public class ViewRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** It has no name, or one of more than {@link CustomerView#LONGEST} characters. */
        NAME,
        /** Another one has the name. */
        TAKEN,
        /** There are {@link CustomerView#MOST} already. */
        TOO_MANY
    }

    private final Reason reason;

    public ViewRefused(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
