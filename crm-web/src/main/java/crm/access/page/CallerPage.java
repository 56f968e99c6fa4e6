package crm.access.page;

import crm.access.entity.Roles;
import crm.access.login.PageLogin;
import crm.access.login.PageRoles;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;

/** Who looks at the page, and what they may do. */
@Named("caller")
@RequestScoped
public class CallerPage {

    @Inject
    private HttpServletRequest request;

    @Inject
    private PageLogin logins;

    public boolean isKnown() {
        return request.getUserPrincipal() != null;
    }

    public String getName() {
        Principal principal = request.getUserPrincipal();
        return principal == null ? "" : principal.getName();
    }

    public boolean has(String role) {
        return request.isUserInRole(role);
    }

    /** Whether the page may be seen. */
    public boolean may(String page) {
        return PageRoles.allow(page, request::isUserInRole);
    }

    public boolean seesPersonalData() {
        return Roles.seePersonalData(request::isUserInRole);
    }

    public String logout() {
        logins.logout(request);
        return "/login.xhtml?faces-redirect=true";
    }
}
