package crm.access.page;

import crm.access.entity.AccountsUnreachable;
import crm.access.entity.LoginLocked;
import crm.access.entity.LoginsBusy;
import crm.access.login.LoginRedirect;
import crm.access.login.PageLogin;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/** Asks for a name and a password and goes on to the page that was asked for. */
@Named("login")
@RequestScoped
public class LoginPage {

    private static final String HOME = "/home.xhtml";
    private static final int TOO_MANY_REQUESTS = 429;
    /** What may have ended before the login was asked for: its own form, a session, a session with something to save. */
    private static final Set<String> OVER = Set.of("form", "session", "unsent");

    @Inject
    private FacesContext faces;

    @Inject
    private PageLogin logins;

    @Inject
    private Complaints words;

    private String name;
    private String password;
    private String next;

    /** Whoever is logged in already has nothing to do here. */
    public void skip() throws IOException {
        if (external().getUserPrincipal() != null) {
            goOn();
        }
    }

    public void login() throws IOException {
        try {
            switch (logins.login(request(), name, password)) {
                case DONE -> goOn();
                case WRONG -> words.complain("login.wrong");
                case NOT_A_PERSON -> words.complain("login.client");
            }
        } catch (LoginLocked e) {
            external().setResponseStatus(TOO_MANY_REQUESTS);
            words.complain(e);
        } catch (AccountsUnreachable e) {
            external().setResponseStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            words.complain("login.unreachable");
        } catch (LoginsBusy e) {
            external().setResponseStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            words.complain("login.busy");
        }
    }

    private void goOn() throws IOException {
        String contextPath = external().getRequestContextPath();
        external().redirect(LoginRedirect.wayBack(next, contextPath).orElse(contextPath + HOME));
    }

    private HttpServletRequest request() {
        return (HttpServletRequest) external().getRequest();
    }

    private ExternalContext external() {
        return faces.getExternalContext();
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    /** What has ended, null where nothing has. */
    public String getOver() {
        String over = external().getRequestParameterMap().get("over");
        return over != null && OVER.contains(over) ? over : null;
    }

    /** Never shown again. */
    public String getPassword() {
        return "";
    }

    public void setPassword(String password) {
        this.password = password;
    }

    public String getNext() {
        return next;
    }

    public void setNext(String next) {
        this.next = next;
    }
}
