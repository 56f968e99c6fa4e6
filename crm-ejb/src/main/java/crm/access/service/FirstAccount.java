package crm.access.service;

import crm.platform.service.DatabaseSchema;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJBException;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.util.Base64;

/** Makes the account {@code admin} where there is no account at all, as soon as the schema is ready. */
@Singleton
@Startup
@DependsOn("DatabaseSchema")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class FirstAccount {

    private static final Logger LOG = System.getLogger(FirstAccount.class.getName());
    private static final int RANDOM_BYTES = 15;

    @Inject
    private DatabaseSchema schema;

    @Inject
    private AccessSettings settings;

    @Inject
    private FirstAccountStore store;

    private boolean done;

    @PostConstruct
    void start() {
        create();
    }

    /** Asks again every second until it is done. */
    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void create() {
        if (done || !schema.ready()) {
            return;
        }
        try {
            make();
            done = true;
        } catch (EJBException e) {
            LOG.log(Level.WARNING, "account=admin not created yet, tried again", e);
        }
    }

    private void make() {
        String password = settings.adminPassword().orElseGet(FirstAccount::random);
        if (store.createAdmin(password)) {
            LOG.log(Level.INFO, "account=admin created");
            if (settings.adminPassword().isEmpty()) {
                // The only place and time where it is shown; whoever sees the log may see it.
                LOG.log(Level.WARNING, "The password of the account admin is {0} , change it soon", password);
            }
        }
    }

    private static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
