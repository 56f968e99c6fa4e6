package crm.access.page;

import crm.access.entity.AccountChanged;
import crm.access.entity.AccountRefused;
import crm.access.entity.AccountView;
import crm.access.entity.AccountsUnreachable;
import crm.access.entity.LoginLocked;
import crm.access.entity.LoginsBusy;
import crm.access.login.PageLogin;
import crm.access.service.AccountService;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;

/** Who is logged in, and their password. */
@Named("me")
@RequestScoped
public class MePage {

    private static final String AGAIN = "/access/me.xhtml?faces-redirect=true&done=true";

    @Inject
    private AccountService accounts;

    @Inject
    private PageLogin logins;

    @Inject
    private ExternalContext external;

    @Inject
    private Complaints words;

    private AccountView account;
    private boolean done;
    private String current;
    private String password;
    private String repeated;

    @PostConstruct
    void start() {
        account = accounts.look(external.getUserPrincipal().getName()).orElseThrow(AccountChanged::new);
    }

    public String changePassword() {
        if (!Objects.equals(password, repeated)) {
            words.say("change:repeated", "me.repeated.differs");
            return null;
        }
        try {
            logins.changePassword((HttpServletRequest) external.getRequest(), current, password);
            return AGAIN;
        } catch (AccountRefused e) {
            words.complain("change", e);
        } catch (LoginLocked e) {
            words.complain(e);
        } catch (AccountChanged e) {
            words.complain("account.changed");
        } catch (AccountsUnreachable e) {
            words.complain("login.unreachable");
        } catch (LoginsBusy e) {
            words.complain("login.busy");
        }
        return null;
    }

    public AccountView getAccount() {
        return account;
    }

    public boolean isDone() {
        return done;
    }

    public void setDone(boolean done) {
        this.done = done;
    }

    /** Never shown again. */
    public String getCurrent() {
        return "";
    }

    public void setCurrent(String current) {
        this.current = current;
    }

    /** Never shown again. */
    public String getPassword() {
        return "";
    }

    public void setPassword(String password) {
        this.password = password;
    }

    /** Never shown again. */
    public String getRepeated() {
        return "";
    }

    public void setRepeated(String repeated) {
        this.repeated = repeated;
    }
}
