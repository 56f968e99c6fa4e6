package crm.operations.page;

import crm.ingest.entity.ViolationCount;
import crm.ingest.service.Violations;
import crm.platform.entity.ForeignCursor;
import crm.platform.entity.Page;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;

/** How events depart from the contract, the newest first. What it is narrowed to is in the address. */
@Named("violations")
@RequestScoped
public class ViolationsPage {

    private static final int PAGE_SIZE = 50;
    private static final String AGAIN = "/operations/violations.xhtml?faces-redirect=true&includeViewParams=true";

    @Inject
    private Violations violations;

    private String type;
    private String source;
    private String after;
    private Page<ViolationCount> found;

    public List<ViolationCount> getItems() {
        return found().items();
    }

    /** The cursor of the page after this one, null on the last. */
    public String getNext() {
        return found().next().orElse(null);
    }

    private Page<ViolationCount> found() {
        if (found == null) {
            found = find();
        }
        return found;
    }

    private Page<ViolationCount> find() {
        try {
            return list(Optional.ofNullable(after));
        } catch (ForeignCursor e) {
            after = null;
            return list(Optional.empty());
        }
    }

    private Page<ViolationCount> list(Optional<String> from) {
        return violations.list(Optional.ofNullable(type), Optional.ofNullable(source), PAGE_SIZE, from);
    }

    public String forget(long id) {
        violations.forget(id);
        return AGAIN;
    }

    public boolean isNarrowed() {
        return type != null || source != null;
    }

    public String getType() {
        return type;
    }

    public void setType(String type) {
        this.type = given(type);
    }

    public String getSource() {
        return source;
    }

    public void setSource(String source) {
        this.source = given(source);
    }

    public String getAfter() {
        return after;
    }

    public void setAfter(String after) {
        this.after = given(after);
    }

    private static String given(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
