package crm.access.service;

import crm.platform.service.DatabaseSchema;
import crm.platform.service.StoreFailed;
import jakarta.ejb.EJBException;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;

/** Forgets failed logins and known addresses when their time is over. */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ForgetfulAttempts {

    private static final Logger LOG = System.getLogger(ForgetfulAttempts.class.getName());

    @Inject
    private AttemptStore attempts;

    @Inject
    private DatabaseSchema schema;

    @Schedule(hour = "*", minute = "17", persistent = false)
    void forget() {
        if (!schema.ready()) {
            return;
        }
        try {
            attempts.sweep(Instant.now());
        } catch (EJBException | StoreFailed e) {
            LOG.log(Level.DEBUG, "nothing forgotten, tried again in an hour", e);
        }
    }
}
