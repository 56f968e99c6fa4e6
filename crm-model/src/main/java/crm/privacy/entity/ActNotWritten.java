package crm.privacy.entity;

import crm.platform.entity.Unavailable;
import jakarta.ejb.ApplicationException;

/** An act could not be written down, so it did not happen either. */
@ApplicationException(rollback = true)
public class ActNotWritten extends Unavailable {

    private static final long serialVersionUID = 1L;

    public ActNotWritten(Throwable cause) {
        super("The audit trail cannot be written at the moment, so nothing was done; try again soon.", cause);
    }
}
