package crm.profile.entity;

import crm.platform.entity.Unavailable;
import jakarta.ejb.ApplicationException;

/** As many timelines are searched as this node has room for. */
@ApplicationException(rollback = true)
public class TimelineBusy extends Unavailable {

    private static final long serialVersionUID = 1L;

    public TimelineBusy() {
        super("too many searches of timelines are under way");
    }
}
