package crm.privacy.service;

import crm.platform.service.Node;
import crm.privacy.entity.Act;
import crm.privacy.entity.LookNotWritten;
import crm.privacy.store.Deed;
import jakarta.annotation.Resource;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.InstantSource;
import javax.sql.DataSource;

/**
 * What people and systems did and looked at: append-only, each entry bound to the one before by its hash (see
 * {@link crm.privacy.store.Link}). Whoever calls is the actor; where nobody called, it is {@code system:} and the node,
 * which no account can be named. Personal values are kept as keyed digests only.
 */
@Stateless
public class AuditTrail {

    /** The role of everybody who logged in. */
    private static final String ANYBODY = "**";

    @Resource
    private SessionContext caller;

    @Inject
    private DataSource database;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    private TransactionSynchronizationRegistry transaction;

    @Inject
    private Digests digests;

    @Inject
    private Looks looks;

    @Inject
    private Node node;

    private final InstantSource clock = InstantSource.system();

    /**
     * An administrative act: written in the caller's transaction, so that it is there exactly if the act is.
     *
     * <p>Lock order: the head of the chain comes last. It is locked when the transaction is about to commit, whenever this
     * was called, and all acts of a transaction are written then. If that fails the transaction rolls back, and whoever
     * began it is told so.
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void act(Act act) {
        pending().add(deed(actor(), act));
    }

    private PendingActs pending() {
        if (transaction.getResource(PendingActs.class) instanceof PendingActs acts) {
            return acts;
        }
        PendingActs acts = new PendingActs(database);
        transaction.putResource(PendingActs.class, acts);
        transaction.registerInterposedSynchronization(acts);
        return acts;
    }

    /**
     * A look at personal data: durable when this returns, before anything is shown; outside the caller's transaction.
     * Better called without one: who holds a connection while waiting for the looks of others may wait for them in vain.
     *
     * <p>Every look is written, also one that a page makes by itself: what a request says of its reason is nothing to rely
     * on.
     *
     * @throws LookNotWritten if it could not be written; nothing may be shown then
     */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public void look(Act act) {
        looks.write(sealed(actor(), act));
    }

    private Deed sealed(String actor, Act act) {
        try {
            return deed(actor, act);
        } catch (RuntimeException e) {
            throw new LookNotWritten(e); // there is no key for its digests
        }
    }

    private Deed deed(String actor, Act act) {
        return Deed.of(clock.instant(), actor, act.action(), act.object(), act.details(), digests.of(act.personal()));
    }

    private String actor() {
        return caller.isCallerInRole(ANYBODY) ? caller.getCallerPrincipal().getName() : "system:" + node.name();
    }
}
