package crm.platform.entity;

import jakarta.ejb.ApplicationException;

/** A cursor that this list did not give out. */
@ApplicationException(rollback = true)
public class ForeignCursor extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ForeignCursor() {
        super("The cursor 'after' does not belong to this list; start without it.");
    }
}
