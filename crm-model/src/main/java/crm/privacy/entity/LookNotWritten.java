package crm.privacy.entity;

import crm.platform.entity.Unavailable;
import jakarta.ejb.ApplicationException;

/** A look at personal data could not be written down, so nothing may be shown. */
@ApplicationException(rollback = true)
public class LookNotWritten extends Unavailable {

    private static final long serialVersionUID = 1L;

    public LookNotWritten(Throwable cause) {
        super("The audit trail cannot be written at the moment, so nothing personal is shown; try again soon.", cause);
    }
}
