package crm.segment.page;

import crm.condition.form.FormCheck;
import crm.condition.language.Problem;
import crm.segment.entity.OwnTrait;
import crm.segment.entity.SegmentInUse;
import crm.segment.entity.SegmentRefused;
import crm.segment.entity.TraitChanged;
import crm.segment.entity.TraitUnknown;
import crm.segment.page.BuilderRow.Fault;
import crm.segment.service.ChoicesService;
import crm.segment.service.OwnTraitService;
import jakarta.ejb.EJB;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A trait of one's own: what it measures, put together by hand. */
@Named("ownTrait")
@ViewScoped
public class EditTraitPage implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final String LIST = "/segment/traits.xhtml?faces-redirect=true&done=";

    @EJB
    private transient ChoicesService choices;

    @EJB
    private transient OwnTraitService traits;

    private String key;
    private String act;
    private String revision;
    private boolean strict;
    private final TraitForm form = new TraitForm();
    private final ArrayList<Problem> refused = new ArrayList<>();
    private transient Suggested suggested;

    /** Begins with the trait of the address, or with a new one. */
    public void load() throws IOException {
        if (key == null) {
            return;
        }
        Optional<OwnTrait> found = traits.find(key);
        if (found.isEmpty()) {
            faces().getExternalContext().responseSendError(HttpServletResponse.SC_NOT_FOUND, "");
            faces().responseComplete();
            return;
        }
        revision = found.get().revision();
        form.read(found.get().definition(), key);
    }

    // ---- what is done

    /** Takes over what was filled in. */
    public void refresh() {
        refused.clear();
        form.settle(getSuggested());
    }

    public void addCheck() {
        form.getNode().addCheck();
        refresh();
    }

    public void removeCheck(FormCheck check) {
        form.getNode().removeCheck(check);
        refresh();
    }

    /** Saves it, if nothing is wrong; from then on all customers are asked. */
    public String save() {
        strict = true;
        refresh();
        if (!problems().isEmpty() || isTaken()) {
            return null;
        }
        try {
            traits.save(form.document(key), Optional.ofNullable(revision));
            return LIST + "saved";
        } catch (TraitChanged e) {
            refuse("", "changed", "Somebody else changed it meanwhile.");
        } catch (SegmentRefused e) {
            e.faults().forEach(fault -> refuse(fault.pointer(), fault.code(), fault.detail()));
        }
        return null;
    }

    /** What is new takes no trait's place by accident. */
    private boolean isTaken() {
        boolean taken = key == null
                && traits.find(form.document(null).path("key").asText()).isPresent();
        if (taken) {
            refuse("/key", "taken", "Another trait has it: choose another key, or edit that one.");
        }
        return taken;
    }

    public String delete() {
        refused.clear();
        strict = true;
        try {
            traits.delete(key, Optional.ofNullable(revision));
            return LIST + "deleted";
        } catch (TraitChanged e) {
            refuse("", "changed", "Somebody else changed it meanwhile.");
        } catch (SegmentInUse e) {
            refuse("", "in_use", e.getMessage());
        } catch (TraitUnknown e) {
            return LIST + "deleted"; // by somebody else
        }
        return null;
    }

    private void refuse(String pointer, String code, String detail) {
        refused.add(new Problem(pointer, code, detail));
    }

    // ---- what is shown

    private List<Problem> problems() {
        List<Problem> problems = new ArrayList<>(refused);
        problems.addAll(form.problems(getSuggested(), key));
        return problems;
    }

    /** What is wrong with a field, once somebody wanted to be done. */
    public List<Fault> faults(String field) {
        BuilderTexts texts = texts();
        return strict
                ? problems().stream()
                        .filter(problem -> TraitFault.belongs(problem, field))
                        .map(problem -> texts.fault(problem, field))
                        .toList()
                : List.of();
    }

    /** What is wrong and has no field. */
    public List<Fault> getOtherFaults() {
        BuilderTexts texts = texts();
        return problems().stream()
                .filter(problem -> strict && TraitFault.isElsewhere(problem))
                .map(problem -> texts.fault(problem, ""))
                .toList();
    }

    public boolean isFaulty() {
        return strict && !problems().isEmpty();
    }

    /** What it measures, empty while that is not complete. */
    public String getSentence() {
        return form.words(getSuggested(), locale());
    }

    public Suggested getSuggested() {
        if (suggested == null) {
            suggested = new Suggested(choices.choices());
        }
        return suggested;
    }

    public boolean isKnown() {
        return key != null;
    }

    /** Whether it is asked a second time before it goes. */
    public boolean isDeleting() {
        return isKnown() && "delete".equals(act);
    }

    /** Segments that ask for it, so that it must stay. */
    public List<String> getUsers() {
        return List.copyOf(traits.users(key));
    }

    private static BuilderTexts texts() {
        return new BuilderTexts(faces().getApplication().getResourceBundle(faces(), "msg"), locale());
    }

    private static Locale locale() {
        return faces().getViewRoot().getLocale();
    }

    private static FacesContext faces() {
        return FacesContext.getCurrentInstance();
    }

    public TraitForm getForm() {
        return form;
    }

    public String getKey() {
        return key;
    }

    public void setKey(String key) {
        this.key = key;
    }

    public String getAct() {
        return act;
    }

    public void setAct(String act) {
        this.act = act;
    }
}
