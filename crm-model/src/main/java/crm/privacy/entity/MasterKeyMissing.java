package crm.privacy.entity;

import crm.platform.entity.Unavailable;
import jakarta.ejb.ApplicationException;

/**
 * This node cannot use the keys of the database, since its master key is missing, unreadable or another one. Passes as
 * soon as the operator gives the right one; the message says what to do and holds nothing secret.
 */
@ApplicationException(rollback = true)
public class MasterKeyMissing extends Unavailable {

    private static final long serialVersionUID = 1L;

    public MasterKeyMissing(String what) {
        super(what);
    }
}
