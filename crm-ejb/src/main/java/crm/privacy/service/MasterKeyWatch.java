package crm.privacy.service;

import crm.platform.service.DatabaseSchema;
import crm.platform.service.StoreFailed;
import crm.privacy.entity.MasterKeyMissing;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
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

/**
 * Compares this node's master key with the database's, from the start on and every few seconds: an operator can replace
 * the key, or put a wrong one right, without a restart, and a node with another one stops using it.
 */
@Singleton
@Startup
@DependsOn("DatabaseSchema")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MasterKeyWatch {

    private static final Logger LOG = System.getLogger(MasterKeyWatch.class.getName());

    /** Of a thousand keys each, so that they are done before the next minute. */
    private static final int STEPS_A_MINUTE = 50;

    @Inject
    private DatabaseSchema schema;

    @Inject
    private MasterKeyStore store;

    @Inject
    private Custody custody;

    // Written by one timer only.
    private String inUse = "";
    private String told = "";

    @PostConstruct
    void start() {
        compare();
    }

    @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
    void compare() {
        if (!schema.ready()) {
            return;
        }
        try {
            unlock(store.unlock());
        } catch (MasterKeyMissing e) {
            custody.lock(e.getMessage());
            tell(e.getMessage());
        } catch (StoreFailed | EJBException e) {
            LOG.log(Level.DEBUG, "compares again in two seconds", e); // what is known of the key stays true
        }
    }

    private void unlock(Custody.Unlocked unlocked) {
        custody.unlock(unlocked);
        told = "";
        String fingerprint = unlocked.master().fingerprint();
        if (!fingerprint.equals(inUse)) {
            LOG.log(Level.INFO, "master_key=in_use fingerprint=" + fingerprint);
            inUse = fingerprint;
        }
    }

    private void tell(String problem) {
        if (!problem.equals(told)) {
            LOG.log(Level.ERROR, "master_key=missing reason=\"" + problem + '"');
            told = problem;
        }
    }

    /** Keys that an older master key wraps are wrapped anew, some at a time. */
    @Schedule(hour = "*", minute = "*", second = "30", persistent = false)
    void renew() {
        try {
            if (custody.problem().isEmpty()) {
                renew(custody.unlocked().master());
            }
        } catch (MasterKeyMissing | StoreFailed | EJBException e) {
            LOG.log(Level.DEBUG, "goes on in a minute", e);
        }
    }

    private void renew(MasterKey master) {
        boolean more = true;
        for (int step = 0; more && step < STEPS_A_MINUTE; step++) {
            more = store.renew(master);
        }
    }
}
