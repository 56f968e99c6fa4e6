package crm.access.page;

import crm.access.entity.AccessException;
import crm.access.entity.AccountChanged;
import crm.access.entity.AccountKind;
import crm.access.entity.AccountRefused;
import crm.access.entity.AccountView;
import crm.access.entity.KeyView;
import crm.access.entity.LastAdmin;
import crm.access.entity.MakeKey;
import crm.access.entity.Roles;
import crm.access.entity.SaveAccount;
import crm.access.service.AccountService;
import crm.access.service.KeyService;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Makes or changes an account; without a name in the address it is a new one. */
@Named("account")
@RequestScoped
public class EditAccountPage {

    private static final String LIST = "/access/list.xhtml?faces-redirect=true";
    private static final String EDIT = "/access/edit.xhtml?faces-redirect=true&name=";
    private static final Set<String> DONE = Set.of("saved", "revoked", "unlocked");
    private static final List<Integer> LIFETIMES = List.of(0, 30, 90, 365);

    @Inject
    private AccountService accounts;

    @Inject
    private KeyService keys;

    @Inject
    private ExternalContext external;

    @Inject
    private FacesContext faces;

    @Inject
    private Complaints words;

    private String name;
    private String done;
    private boolean deleting;
    private AccountView shown;

    private String newName;
    private String kind = AccountKind.PERSON.key();
    private List<String> roles = List.of();
    private String password;
    private boolean mustChange = true;
    private Long seen;
    private String label;
    private int days = 90;
    private String madeKey;

    // What is shown, and so which buttons there are, depends on these already before Faces sets what a view has as
    // parameters.
    @PostConstruct
    void start() {
        Map<String, String> asked = external.getRequestParameterMap();
        name = asked.get("name") == null || asked.get("name").isBlank() ? null : asked.get("name");
        deleting = Boolean.parseBoolean(asked.get("delete"));
    }

    /** Reads the account; before a form is looked at, too. */
    public void load() throws IOException {
        if (name == null) {
            return;
        }
        Optional<AccountView> found = accounts.look(name);
        if (found.isEmpty()) {
            external.responseSendError(HttpServletResponse.SC_NOT_FOUND, "");
            faces.responseComplete();
            return;
        }
        shown = found.get();
        if (seen == null) {
            seen = shown.version();
            kind = shown.kind();
            roles = List.copyOf(shown.roles());
        }
    }

    public String save() {
        String account = isNew() ? newName : name;
        SaveAccount wish = new SaveAccount(
                Optional.ofNullable(password),
                Set.copyOf(roles),
                Optional.of(kind),
                Optional.ofNullable(password).map(chosen -> mustChange));
        return attempt("account", () -> {
            if (isNew() && accounts.find(account).isPresent()) {
                throw new AccountRefused("/name", "name_taken", "There is an account of this name already.");
            }
            accounts.save(account, wish, isNew() ? Optional.empty() : Optional.ofNullable(seen));
            return to(account, "saved");
        });
    }

    public String makeKey() {
        return attempt("key", () -> {
            Optional<Instant> end =
                    days == 0 ? Optional.empty() : Optional.of(Instant.now().plus(Duration.ofDays(days)));
            madeKey = keys.make(name, new MakeKey(label, end))
                    .orElseThrow(AccountChanged::new)
                    .key();
            label = null;
            done = null;
            return null; // shown in this answer and nowhere else
        });
    }

    public String revoke(String id) {
        keys.revoke(name, id);
        return to(name, "revoked");
    }

    public String unlock() {
        accounts.unlock(name);
        return to(name, "unlocked");
    }

    public String delete() {
        return attempt("account", () -> {
            accounts.delete(name, Optional.empty());
            return LIST;
        });
    }

    private String attempt(String form, Supplier<String> act) {
        try {
            return act.get();
        } catch (AccountRefused e) {
            words.complain(
                    form, e.code().equals("bad_name") ? new AccountRefused("/name", e.code(), e.getMessage()) : e);
        } catch (LastAdmin e) {
            words.complain("account.last_admin");
        } catch (AccountChanged e) {
            words.complain("account.changed");
        } catch (AccessException e) {
            words.complain("account.refused");
        }
        return null;
    }

    private static String to(String account, String done) {
        return EDIT + URLEncoder.encode(account, StandardCharsets.UTF_8) + "&done=" + done;
    }

    public boolean isNew() {
        return name == null;
    }

    /** The account; read here where a form was refused before it was. */
    public AccountView getShown() {
        if (shown == null && name != null) {
            shown = accounts.look(name).orElse(null);
        }
        return shown;
    }

    public List<KeyView> getKeys() {
        return name == null ? List.of() : keys.all(name);
    }

    public boolean isOver(KeyView key) {
        return key.isOver(Instant.now());
    }

    public Set<String> getAllRoles() {
        return new TreeSet<>(Roles.ALL);
    }

    public List<String> getKinds() {
        return List.of(AccountKind.PERSON.key(), AccountKind.CLIENT.key());
    }

    public List<Integer> getLifetimes() {
        return LIFETIMES;
    }

    /** The key that was just made, null at any other time. */
    public String getMadeKey() {
        return madeKey;
    }

    /** What was just done, null if nothing. */
    public String getDone() {
        return done != null && DONE.contains(done) ? done : null;
    }

    public void setDone(String done) {
        this.done = done;
    }

    public boolean isDeleting() {
        return deleting;
    }

    public void setDeleting(boolean deleting) {
        this.deleting = deleting;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getNewName() {
        return newName;
    }

    public void setNewName(String newName) {
        this.newName = newName;
    }

    public String getKind() {
        return kind;
    }

    public void setKind(String kind) {
        this.kind = kind;
    }

    public List<String> getRoles() {
        return roles;
    }

    public void setRoles(List<String> roles) {
        this.roles = roles == null ? List.of() : roles;
    }

    /** Never shown again. */
    public String getPassword() {
        return "";
    }

    public void setPassword(String password) {
        this.password = password;
    }

    public boolean isMustChange() {
        return mustChange;
    }

    public void setMustChange(boolean mustChange) {
        this.mustChange = mustChange;
    }

    public Long getSeen() {
        return seen;
    }

    public void setSeen(Long seen) {
        this.seen = seen;
    }

    public String getLabel() {
        return label;
    }

    public void setLabel(String label) {
        this.label = label;
    }

    public int getDays() {
        return days;
    }

    public void setDays(int days) {
        this.days = days;
    }
}
