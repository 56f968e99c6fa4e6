package crm.profile.page;

import crm.profile.entity.CustomerException;
import crm.profile.entity.CustomerUnknown;
import crm.profile.entity.Note;
import crm.profile.entity.NoteOfAnother;
import crm.profile.entity.NoteRefused;
import crm.profile.entity.NoteUnknown;
import crm.profile.entity.ProfileId;
import crm.profile.service.CustomerLooks;
import crm.profile.service.CustomerNotes;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Writes notes, changes and deletes them. */
@Named("noting")
@RequestScoped
public class NotesPage {

    @Inject
    private CustomerLooks customers;

    @Inject
    private CustomerNotes notes;

    @Inject
    private WordingPage wording;

    @Inject
    private FacesContext faces;

    private String customer;
    private String id;
    private String text;
    private Note shown;

    // Forms of a page that is not shown again have to know whose note it is before Faces sets the parameters of a view.
    @PostConstruct
    void start() {
        Map<String, String> asked = faces.getExternalContext().getRequestParameterMap();
        customer = asked.get("customer");
        id = asked.get("note");
    }

    /** Finds the note of the address. */
    public void load() throws IOException {
        Optional<Note> found = uuid(customer)
                .map(ProfileId::new)
                .flatMap(profile -> uuid(id).flatMap(known -> customers.note(profile, known)));
        if (found.isEmpty()) {
            faces.getExternalContext().responseSendError(HttpServletResponse.SC_NOT_FOUND, "");
            faces.responseComplete();
            return;
        }
        shown = found.get();
        text = shown.text();
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.ofNullable(text).map(UUID::fromString);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public String add() {
        return attempt("noted", profile -> notes.add(profile, text));
    }

    public String change() {
        return attempt("noted", profile -> notes.change(profile, uuid(id).orElseThrow(NoteUnknown::new), text));
    }

    public String delete() {
        return attempt("note_deleted", profile -> notes.delete(profile, uuid(id).orElseThrow(NoteUnknown::new)));
    }

    /** Whatever happens, the customer is shown again, with what happened. */
    private String attempt(String done, Consumer<ProfileId> act) {
        String outcome = done;
        try {
            act.accept(uuid(customer).map(ProfileId::new).orElseThrow(CustomerUnknown::new));
        } catch (CustomerException e) {
            faces.getExternalContext().getFlash().setKeepMessages(true);
            String words = wording.wording().say(key(e));
            faces.addMessage(null, new FacesMessage(FacesMessage.SEVERITY_ERROR, words, words));
            outcome = null;
        }
        String page = "/profile/view.xhtml?faces-redirect=true&id="
                + uuid(customer).map(UUID::toString).orElse("");
        return outcome == null ? page : page + "&done=" + outcome;
    }

    private static String key(CustomerException failure) {
        if (failure instanceof NoteRefused refused) {
            return "note.refused." + refused.code();
        }
        return failure instanceof NoteOfAnother ? "note.refused.not_yours" : "note.refused.gone";
    }

    /** Whether it may be changed, and not only deleted. */
    public boolean isMine() {
        return shown == null || shown.author().equals(faces.getExternalContext().getRemoteUser());
    }

    public Note getShown() {
        return shown;
    }

    public int getLongest() {
        return Note.LONGEST;
    }

    public String getCustomer() {
        return customer;
    }

    public void setCustomer(String customer) {
        this.customer = customer;
    }

    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }

    public String getText() {
        return text;
    }

    public void setText(String text) {
        this.text = text;
    }
}
