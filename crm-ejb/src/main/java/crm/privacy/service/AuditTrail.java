package crm.privacy.service;

import crm.privacy.entity.Act;
import jakarta.annotation.Resource;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** What people and systems did and looked at. Whoever calls is the actor. */
@Stateless
public class AuditTrail {

    private static final Logger LOG = System.getLogger(AuditTrail.class.getName());

    @Resource
    private SessionContext caller;

    /** An administrative act: written in the caller's transaction, so that it is there exactly if the act is. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void act(Act act) {
        log(act);
    }

    /** A look at personal data: durable when this returns, before anything is shown; outside the caller's transaction. */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public void look(Act act) {
        log(act);
    }

    private void log(Act act) {
        LOG.log(
                Level.INFO,
                "audit=" + act.action() + " object=" + act.object() + " actor="
                        + caller.getCallerPrincipal().getName());
    }
}
