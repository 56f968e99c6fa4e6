package crm.operations.worker;

import crm.ingest.service.GroupDecisions;
import crm.privacy.entity.Act;
import crm.privacy.service.AuditTrail;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;

/** One decision of the auto-scaler, a transaction with its entry in the audit trail where it changes anything. */
@Stateless
public class ScaleStep {

    private static final Logger LOG = System.getLogger(ScaleStep.class.getName());

    @EJB
    private GroupDecisions decisions;

    @EJB
    private AuditTrail audit;

    @Inject
    private ScaleSettings settings;

    private final InstantSource clock = InstantSource.system();

    /** Does nothing where another node decides at the moment, or the bounds are gone. */
    public void take(String group, Pace pace) {
        Instant now = clock.instant();
        decisions
                .scale(group, plan -> settings.rule().next(plan, pace, now))
                .filter(plan -> plan.workers().getAsInt() != pace.workers())
                .ifPresent(plan -> {
                    int workers = plan.workers().getAsInt();
                    LOG.log(
                            Level.INFO,
                            "group=" + group + " workers=" + workers + " before=" + pace.workers() + " lag_seconds="
                                    + pace.lagSeconds());
                    audit.act(new Act("group.scaled", "group:" + group)
                            .with("count", workers)
                            .with("before", pace.workers())
                            .with("lag_seconds", pace.lagSeconds()));
                });
    }
}
