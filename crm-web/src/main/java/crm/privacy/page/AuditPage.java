package crm.privacy.page;

import crm.platform.entity.ForeignCursor;
import crm.platform.entity.Page;
import crm.privacy.entity.AuditEntry;
import crm.privacy.entity.Verification;
import crm.privacy.page.AuditWish.Fields;
import crm.privacy.service.AuditQueries;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.PhaseId;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.ResourceBundle;

/** Finds out who did what and looked at whom, and whether the trail is whole. */
@Named("audit")
@RequestScoped
public class AuditPage {

    private static final String AGAIN = "/privacy/audit.xhtml?faces-redirect=true";
    private static final int PAGE_SIZE = 50;
    private static final String ACTIONS = "action.";

    /** Personal values that the trail tells of. */
    private static final List<String> KINDS = List.of("email", "phone", "text");

    @Inject
    private AuditQueries entries;

    @Inject
    private AuditWish wish;

    @Inject
    private FacesContext faces;

    private String actor;
    private String action;
    private String object;
    private LocalDateTime from;
    private LocalDateTime to;
    private String kind;
    private String value;
    private Page<AuditEntry> found;
    private Verification verification;

    @PostConstruct
    void start() {
        Fields fields = wish.fields();
        actor = fields.actor();
        action = fields.action();
        object = fields.object();
        from = fields.from();
        to = fields.to();
        kind = fields.kind();
        value = fields.value();
    }

    /** None while a form is being read, as nothing is shown then. */
    public List<AuditEntry> getItems() {
        return isShowing() ? found().items() : List.of();
    }

    private boolean isShowing() {
        return faces.getCurrentPhaseId() == PhaseId.RENDER_RESPONSE;
    }

    private Page<AuditEntry> found() {
        if (found == null) {
            found = find();
        }
        return found;
    }

    private Page<AuditEntry> find() {
        try {
            return entries.search(wish.search(), PAGE_SIZE, wish.cursor());
        } catch (ForeignCursor e) {
            wish.first();
            return entries.search(wish.search(), PAGE_SIZE, wish.cursor());
        }
    }

    public String show() {
        wish.look(new Fields(actor, action, object, from, to, kind, value));
        return AGAIN;
    }

    public String reset() {
        wish.look(Fields.NONE);
        return AGAIN;
    }

    /**
     * Shows the next page.
     *
     * @param cursor of it, as the page that was looked at gave it
     */
    public String goOn(String cursor) {
        wish.next(cursor);
        return AGAIN;
    }

    public String goBack() {
        wish.previous();
        return AGAIN;
    }

    /** Computes the whole chain again and shows what came of it below the button. */
    public void verify() {
        verification = entries.verify();
    }

    /** Null unless it was just asked for. */
    public Verification getVerification() {
        return verification;
    }

    /** Whether there are pages to go to; a form that is being read came from one. */
    public boolean isPaged() {
        return !isShowing() || !isFirst() || !isLast();
    }

    public boolean isFirst() {
        return wish.cursor().isEmpty();
    }

    /** The cursor of the page after this one, null on the last. */
    public String getNext() {
        return found().next().orElse(null);
    }

    public boolean isLast() {
        return isShowing() && getNext() == null;
    }

    public boolean isNarrowed() {
        return wish.narrowed();
    }

    /** Actions that have words, to choose from; others can be typed. */
    public List<String> getActions() {
        ResourceBundle texts = faces.getApplication().getResourceBundle(faces, "msg");
        return Collections.list(texts.getKeys()).stream()
                .filter(key -> key.startsWith(ACTIONS))
                .map(key -> key.substring(ACTIONS.length()))
                .sorted()
                .toList();
    }

    public List<String> getKinds() {
        return KINDS;
    }

    public String getActor() {
        return actor;
    }

    public void setActor(String actor) {
        this.actor = actor;
    }

    public String getAction() {
        return action;
    }

    public void setAction(String action) {
        this.action = action;
    }

    public String getObject() {
        return object;
    }

    public void setObject(String object) {
        this.object = object;
    }

    public LocalDateTime getFrom() {
        return from;
    }

    public void setFrom(LocalDateTime from) {
        this.from = from;
    }

    public LocalDateTime getTo() {
        return to;
    }

    public void setTo(LocalDateTime to) {
        this.to = to;
    }

    public String getKind() {
        return kind;
    }

    public void setKind(String kind) {
        this.kind = kind;
    }

    public String getValue() {
        return value;
    }

    public void setValue(String value) {
        this.value = value;
    }
}
