package crm.ingest.entity;

import crm.platform.entity.Unavailable;
import jakarta.ejb.ApplicationException;

/** The log that all events go through does not answer. */
@ApplicationException(rollback = true)
public class LogAway extends Unavailable {

    private static final long serialVersionUID = 1L;

    public LogAway() {
        super("the broker does not answer");
    }
}
