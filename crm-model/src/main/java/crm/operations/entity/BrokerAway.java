package crm.operations.entity;

import crm.platform.entity.Unavailable;
import jakarta.ejb.ApplicationException;

/** The Kafka cluster does not answer; the same call may succeed when it does. */
@ApplicationException(rollback = true)
public class BrokerAway extends Unavailable {

    private static final long serialVersionUID = 1L;

    public BrokerAway(Throwable cause) {
        super("the broker does not answer", cause);
    }
}
