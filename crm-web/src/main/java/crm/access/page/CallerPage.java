package crm.access.page;

import crm.access.entity.Roles;
import crm.access.login.PageLogin;
import crm.access.login.PageRoles;
import crm.access.page.Task.Page;
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

    static final List<Task> MENU = List.of(
            Task.of("overview", Page.of("/home.xhtml")),
            Task.of(
                    "customers",
                    Page.of("/profile/list.xhtml", "/profile/view.xhtml", "/profile/edit.xhtml", "/profile/note.xhtml"),
                    Page.of("/segment/list.xhtml", "/segment/view.xhtml", "/segment/edit.xhtml"),
                    Page.of("/segment/clusters.xhtml", "/segment/cluster.xhtml"),
                    Page.of("/segment/traits.xhtml", "/segment/trait.xhtml")),
            Task.of(
                    "operations",
                    Page.of("/operations/groups.xhtml", "/operations/group.xhtml"),
                    Page.of("/operations/topics.xhtml", "/operations/records.xhtml"),
                    Page.of("/operations/capacity.xhtml"),
                    Page.of("/operations/losses.xhtml")),
            Task.of(
                    "data",
                    Page.of("/operations/dead-letters.xhtml", "/operations/dead-letter.xhtml"),
                    Page.of("/operations/violations.xhtml"),
                    Page.of("/ingest/mappings.xhtml", "/ingest/mapping.xhtml")),
            Task.of(
                    "administration",
                    Page.of("/access/list.xhtml", "/access/edit.xhtml"),
                    Page.of("/privacy/audit.xhtml")));

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

    /** The navigation, as far as the caller may see it. */
    public List<Task> getMenu() {
        return MENU.stream()
                .map(task -> task.only(page -> may(page.path())))
                .filter(task -> !task.pages().isEmpty())
                .toList();
    }

    public boolean seesPersonalData() {
        return Roles.seePersonalData(request::isUserInRole);
    }

    public String logout() {
        logins.logout(request);
        return "/login.xhtml?faces-redirect=true";
    }
}
