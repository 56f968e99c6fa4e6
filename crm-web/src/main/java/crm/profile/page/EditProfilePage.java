package crm.profile.page;

import crm.ingest.entity.EventRefused;
import crm.ingest.entity.Fault;
import crm.profile.entity.CustomerUnknown;
import crm.profile.entity.EditAttributes;
import crm.profile.entity.ProfileChanged;
import crm.profile.entity.ProfileId;
import crm.profile.entity.ProfileView;
import crm.profile.page.EditForm.Conflict;
import crm.profile.service.CustomerEditing;
import crm.profile.service.CustomerLooks;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Changes attributes of a customer. Where somebody else changed the same meanwhile, both are shown, and nothing is lost. */
@Named("edit")
@ViewScoped
public class EditProfilePage implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int ATTEMPTS = 5;
    private static final String FORM = "edit:";

    @Inject
    private transient CustomerLooks customers;

    @Inject
    private transient CustomerEditing editing;

    @Inject
    private transient WordingPage wording;

    private String id;
    private String name = "";
    private EditForm form;

    /** Finds the customer of the address. */
    public void load() throws IOException {
        Optional<ProfileView> found = uuid().map(ProfileId::new).flatMap(customers::profile);
        if (found.isEmpty()) {
            faces().getExternalContext().responseSendError(HttpServletResponse.SC_NOT_FOUND, "");
            faces().responseComplete();
            return;
        }
        name = CustomerName.of(found.get()).orElse("");
        form = new EditForm(found.get());
    }

    private Optional<UUID> uuid() {
        try {
            return Optional.ofNullable(id).map(UUID::fromString);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Says what was changed; where others changed something else meanwhile, that stays. */
    public String save() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return saved();
            } catch (ProfileChanged e) {
                if (form.meet(customers.profile(profile()).orElseThrow(CustomerUnknown::new))) {
                    return null;
                }
            } catch (EventRefused e) {
                e.faults().forEach(this::complain);
                return null;
            } catch (CustomerUnknown e) {
                complain(null, "edit.gone");
                return null;
            }
        }
        complain(null, "edit.busy");
        return null;
    }

    private String saved() {
        if (form.changed().isEmpty()) {
            return to("unchanged");
        }
        editing.edit(profile(), new EditAttributes(form.patch(), Optional.of(form.version())));
        return to("saved");
    }

    private ProfileId profile() {
        return new ProfileId(UUID.fromString(id));
    }

    private String to(String done) {
        return "/profile/view.xhtml?faces-redirect=true&id=" + id + "&done=" + done;
    }

    /** Saves what was decided. */
    public String decide() {
        if (!form.decide()) {
            complain(null, "edit.conflict.undecided");
            return null;
        }
        return save();
    }

    private void complain(Fault fault) {
        String key = fault.pointer().replaceFirst("^/attributes/?", "").replace('/', '.');
        boolean known = form.typed().containsKey(key);
        String text = "edit.fault." + (fault.code().equals("wrong_type") ? key : fault.code());
        complain(known ? FORM + key.replace('.', '-') : null, wording.has(text) ? text : "edit.fault");
    }

    private void complain(String field, String key) {
        String text = wording.wording().say(key);
        faces().addMessage(field, new FacesMessage(FacesMessage.SEVERITY_ERROR, text, text));
    }

    private static FacesContext faces() {
        return FacesContext.getCurrentInstance();
    }

    public boolean isInConflict() {
        return form != null && !form.conflicts().isEmpty();
    }

    public List<Conflict> getConflicts() {
        return form == null ? List.of() : form.conflicts();
    }

    public List<EditableField.Section> getSections() {
        return EditableField.SECTIONS;
    }

    public List<EditableField> getFields() {
        return EditableField.all();
    }

    public boolean conflicts(String key) {
        return getConflicts().stream()
                .anyMatch(conflict -> conflict.field().key().equals(key));
    }

    public Conflict conflict(String key) {
        return getConflicts().stream()
                .filter(conflict -> conflict.field().key().equals(key))
                .findFirst()
                .orElse(null);
    }

    public Map<String, String> getValues() {
        return form == null ? Map.of() : form.typed();
    }

    public Map<String, String> getChoices() {
        return form == null ? Map.of() : form.choices();
    }

    public String getName() {
        return name;
    }

    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }
}
