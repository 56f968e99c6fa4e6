package crm.access.page;

import crm.access.entity.Roles;
import crm.access.login.PageLogin;
import crm.access.login.PageRoles;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;

/** Who looks at the page, and what they may do. */
@Named("caller")
@RequestScoped
public class CallerPage {

    /** Pages of the navigation, in its order; the text of each is {@code navigation.} and its path without the end. */
    private static final List<String> MENU = List.of(
            "/home.xhtml",
            "/profile/list.xhtml",
            "/operations/dead-letters.xhtml",
            "/operations/violations.xhtml",
            "/ingest/mappings.xhtml",
            "/access/list.xhtml",
            "/privacy/audit.xhtml");

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

    /** Pages of the navigation that may be seen. */
    public List<String> getMenu() {
        return MENU.stream().filter(this::may).toList();
    }

    public boolean seesPersonalData() {
        return Roles.seePersonalData(request::isUserInRole);
    }

    public String logout() {
        logins.logout(request);
        return "/login.xhtml?faces-redirect=true";
    }
}
