package crm.platform.entity;

import jakarta.ejb.ApplicationException;

/** As much is being asked for as can be answered at the same time; the same call may succeed in a moment. */
@ApplicationException(rollback = true)
public class Busy extends Unavailable {

    private static final long serialVersionUID = 1L;

    /** @param what there is too much of */
    public Busy(String what) {
        super(what);
    }
}
