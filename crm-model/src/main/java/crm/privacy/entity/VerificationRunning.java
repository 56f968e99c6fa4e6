package crm.privacy.entity;

import crm.platform.entity.Unavailable;
import jakarta.ejb.ApplicationException;

/** Somebody verifies the audit trail already; whoever comes next may do it then. */
@ApplicationException(rollback = true)
public class VerificationRunning extends Unavailable {

    private static final long serialVersionUID = 1L;

    public VerificationRunning() {
        super("the audit trail is being verified");
    }
}
