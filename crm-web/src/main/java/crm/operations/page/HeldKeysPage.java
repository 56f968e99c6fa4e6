package crm.operations.page;

import crm.ingest.entity.HeldKey;
import crm.operations.service.GroupKeys;
import crm.platform.entity.ForeignCursor;
import crm.platform.entity.Page;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;

/** The keys of a group whose records wait. */
@Named("heldKeys")
@RequestScoped
public class HeldKeysPage {

    private static final int PAGE_SIZE = 20;

    @EJB
    private GroupKeys keys;

    @Inject
    private HeldTopic topic;

    @Inject
    private FacesContext faces;

    private String group;
    private String after;
    private Page<HeldKey> found;

    @PostConstruct
    void start() {
        group = faces.getExternalContext().getRequestParameterMap().getOrDefault("id", "");
    }

    private Page<HeldKey> found() {
        if (found == null) {
            found = look();
        }
        return found;
    }

    private Page<HeldKey> look() {
        try {
            return keys.of(group, PAGE_SIZE, Optional.ofNullable(after));
        } catch (ForeignCursor e) {
            after = null;
            return keys.of(group, PAGE_SIZE, Optional.empty());
        }
    }

    /** One of the group's; empty where it is not held any more. */
    Optional<HeldKeyRow> one(long id) {
        return keys.one(group, id).map(HeldKeyRow::of);
    }

    /** The newest first. */
    public List<HeldKeyRow> getItems() {
        return found().items().stream().map(HeldKeyRow::of).toList();
    }

    public String getNext() {
        return found().next().orElse(null);
    }

    /** For the script that knows by it when there is more. */
    public long getVersion() {
        return topic.version(group);
    }

    public String getAfter() {
        return after;
    }

    public void setAfter(String after) {
        this.after = after == null || after.isBlank() ? null : after;
    }
}
