package crm.operations.page;

import crm.ingest.entity.LossDecision;
import crm.ingest.entity.LossRefused;
import crm.ingest.entity.LossView;
import crm.ingest.service.LossDesk;
import crm.platform.entity.ForeignCursor;
import crm.platform.entity.Page;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The loss ledger, newest first, and the decisions for which partitions wait. */
@Named("lossList")
@RequestScoped
public class LossListPage {

    private static final String AGAIN = "/operations/losses.xhtml?faces-redirect=true&includeViewParams=true";
    private static final int PAGE_SIZE = 50;
    private static final Set<String> TOLD = Set.of("decided", "gone");

    @EJB
    private LossDesk desk;

    private String waiting;
    private String after;
    private String done;
    private Page<LossView> found;

    public List<LossView> getItems() {
        return found().items();
    }

    /** The cursor of older ones, null where there are none. */
    public String getNext() {
        return found().next().orElse(null);
    }

    private Page<LossView> found() {
        if (found == null) {
            found = find();
        }
        return found;
    }

    private Page<LossView> find() {
        try {
            return desk.list(isOnlyWaiting(), PAGE_SIZE, Optional.ofNullable(after));
        } catch (ForeignCursor e) {
            after = null;
            return desk.list(isOnlyWaiting(), PAGE_SIZE, Optional.empty());
        }
    }

    public String goOn(long id) {
        return decide(id, LossDecision.GO_ON);
    }

    public String fromBeginning(long id) {
        return decide(id, LossDecision.FROM_BEGINNING);
    }

    private String decide(long id, LossDecision decision) {
        try {
            desk.decide(id, decision);
            done = "decided";
        } catch (LossRefused e) {
            done = "gone";
        }
        return AGAIN;
    }

    /** How many partitions stand still until somebody decides. */
    public int getStanding() {
        return desk.waiting();
    }

    public boolean isOnlyWaiting() {
        return "true".equals(waiting);
    }

    public String getWaiting() {
        return waiting;
    }

    public void setWaiting(String waiting) {
        this.waiting = "true".equals(waiting) ? waiting : null;
    }

    public String getAfter() {
        return after;
    }

    public void setAfter(String after) {
        this.after = after == null || after.isBlank() ? null : after;
    }

    public String getDone() {
        return done;
    }

    public void setDone(String done) {
        this.done = done != null && TOLD.contains(done) ? done : null;
    }
}
