package crm.access.login;

import static crm.access.entity.Roles.ADMIN;
import static crm.access.entity.Roles.AGENT;
import static crm.access.entity.Roles.ALL;
import static crm.access.entity.Roles.ANALYST;
import static crm.access.entity.Roles.INTEGRATION;
import static crm.access.entity.Roles.MARKETER;
import static crm.access.entity.Roles.OPERATOR;
import static crm.access.entity.Roles.PRIVACY_OFFICER;
import static crm.access.entity.Roles.VIEWER;
import static java.util.Map.entry;

import crm.platform.page.LiveServlet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Who may see which page. A page that is not here may be seen by nobody. */
public final class PageRoles {

    /** Where one changes one's password. */
    static final String ME = "/access/me.xhtml";

    private static final Set<String> OF_CUSTOMERS = Set.of(ADMIN, AGENT, MARKETER, ANALYST, VIEWER, INTEGRATION);

    private static final Map<String, Set<String>> ROLES = Map.ofEntries(
            entry("/home.xhtml", ALL),
            // Each topic has roles of its own.
            entry(LiveServlet.PATH, ALL),
            entry("/access/list.xhtml", Set.of(ADMIN)),
            entry("/access/edit.xhtml", Set.of(ADMIN)),
            entry(ME, ALL),
            entry("/profile/list.xhtml", OF_CUSTOMERS),
            entry("/profile/view.xhtml", OF_CUSTOMERS),
            entry("/profile/edit.xhtml", Set.of(ADMIN, AGENT)),
            entry("/profile/note.xhtml", Set.of(ADMIN, AGENT)),
            entry("/segment/clusters.xhtml", Set.of(ADMIN, MARKETER, ANALYST)),
            entry("/segment/cluster.xhtml", Set.of(ADMIN, MARKETER, ANALYST)),
            entry("/segment/list.xhtml", Set.of(ADMIN, MARKETER)),
            entry("/segment/view.xhtml", Set.of(ADMIN, MARKETER)),
            entry("/segment/edit.xhtml", Set.of(ADMIN, MARKETER)),
            entry("/segment/count", Set.of(ADMIN, MARKETER)),
            // Who may not see segments is told nothing of them.
            entry("/segment/progress", Set.of(ADMIN, MARKETER, ANALYST)),
            entry("/segment/traits.xhtml", Set.of(ADMIN, MARKETER, ANALYST)),
            entry("/segment/trait.xhtml", Set.of(ADMIN)),
            entry("/operations/groups.xhtml", Set.of(ADMIN, OPERATOR, VIEWER)),
            entry("/operations/group.xhtml", Set.of(ADMIN, OPERATOR, VIEWER)),
            entry("/operations/topics.xhtml", Set.of(ADMIN, OPERATOR)),
            entry("/operations/records.xhtml", Set.of(ADMIN, OPERATOR)),
            entry("/operations/capacity.xhtml", Set.of(ADMIN, OPERATOR)),
            entry("/operations/losses.xhtml", Set.of(ADMIN, OPERATOR)),
            entry("/operations/dead-letters.xhtml", Set.of(ADMIN, OPERATOR)),
            entry("/operations/dead-letter.xhtml", Set.of(ADMIN, OPERATOR)),
            entry("/operations/violations.xhtml", Set.of(ADMIN, OPERATOR)),
            entry("/ingest/mappings.xhtml", Set.of(ADMIN)),
            entry("/ingest/mapping.xhtml", Set.of(ADMIN)),
            entry("/privacy/audit.xhtml", Set.of(ADMIN, PRIVACY_OFFICER)));

    private PageRoles() {}

    public static boolean allow(String page, Predicate<String> inRole) {
        return of(page).stream().flatMap(Set::stream).anyMatch(inRole);
    }

    static Optional<Set<String>> of(String page) {
        return Optional.ofNullable(ROLES.get(page));
    }
}
