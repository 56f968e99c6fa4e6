package crm.access.page;

import crm.access.entity.AccountsUnreachable;
import crm.access.login.LoginRedirect;
import crm.access.login.PageLogin;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ResourceBundle;

/** Asks for a name and a password and goes on to the page that was asked for. */
@Named("login")
@RequestScoped
public class LoginPage {

    private static final String HOME = "/home.xhtml";

    @Inject
    private FacesContext faces;

    @Inject
    private PageLogin logins;

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
            if (logins.login(request(), name, password)) {
                goOn();
            } else {
                say("login.wrong");
            }
        } catch (AccountsUnreachable e) {
            external().setResponseStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            say("login.unreachable");
        }
    }

    private void goOn() throws IOException {
        String contextPath = external().getRequestContextPath();
        external().redirect(LoginRedirect.wayBack(next, contextPath).orElse(contextPath + HOME));
    }

    private void say(String key) {
        ResourceBundle texts = faces.getApplication().getResourceBundle(faces, "msg");
        faces.addMessage(null, new FacesMessage(FacesMessage.SEVERITY_ERROR, texts.getString(key), ""));
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
