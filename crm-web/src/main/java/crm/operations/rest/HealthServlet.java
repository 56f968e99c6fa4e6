package crm.operations.rest;

import crm.operations.entity.Check;
import crm.operations.service.ConsumerGroups;
import crm.platform.rest.Json;
import crm.privacy.service.Custody;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Whether this server lives, and whether it is ready for work. Open to all, so it names no addresses and no people. */
@WebServlet({"/health/live", "/health/ready"})
public class HealthServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient DatabaseCheck database;

    @Inject
    private transient Custody custody;

    @EJB
    private transient ConsumerGroups groups;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Health health = Health.of(request.getServletPath().endsWith("ready") ? readiness() : liveness());
        response.setStatus(health.up() ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(Json.mapper().writeValueAsBytes(health));
    }

    private static List<Check> liveness() {
        return List.of(new Check("server", true, ""));
    }

    private List<Check> readiness() {
        List<Check> checks = new ArrayList<>();
        checks.add(database.now());
        checks.add(new Check("master key", custody.problem().isEmpty(), custody.problem()));
        try {
            checks.addAll(groups.checks());
        } catch (EJBException e) {
            checks.add(new Check("groups", false, "The consumer groups do not answer; see the log."));
        }
        return checks;
    }
}
