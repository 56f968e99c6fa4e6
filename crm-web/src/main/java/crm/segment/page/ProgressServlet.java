package crm.segment.page;

import crm.platform.rest.Json;
import crm.platform.service.StoreFailed;
import crm.segment.entity.ClusterRun;
import crm.segment.entity.OwnTrait;
import crm.segment.entity.SegmentSummary;
import crm.segment.service.ClusterService;
import crm.segment.service.OwnTraitService;
import crm.segment.service.SegmentMembers;
import crm.segment.service.SegmentService;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBAccessException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * How far that is which is asked of all profiles, for pages that show it while they stay as they are: to ask for a whole page
 * again and again would push the forms that somebody fills in out of the session, and write down each time who looks.
 */
@WebServlet(urlPatterns = ProgressServlet.PATH)
public class ProgressServlet extends HttpServlet {

    /** For who decides who may ask. */
    public static final String PATH = "/segment/progress";

    private static final long serialVersionUID = 1L;

    @EJB
    private transient SegmentService segments;

    @EJB
    private transient SegmentMembers members;

    @EJB
    private transient OwnTraitService traits;

    @EJB
    private transient ClusterService clusters;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String of = String.valueOf(request.getParameter("of"));
        try {
            switch (of) {
                case "segments" -> answer(response, ofSegments());
                case "traits" -> answer(response, ofTraits());
                case "clusters" -> answer(response, ofClusters());
                default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
            }
        } catch (EJBAccessException e) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } catch (StoreFailed e) {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }

    private List<Passed> ofSegments() {
        List<SegmentSummary> passing =
                segments.all().stream().filter(one -> one.next().isPresent()).toList();
        return passing.isEmpty() ? List.of() : ofSegments(passing, members.everybody());
    }

    private static List<Passed> ofSegments(List<SegmentSummary> passing, long everybody) {
        return passing.stream()
                .map(one -> new Passed(one.key(), one.next().orElseThrow().passed(), everybody))
                .toList();
    }

    private List<Passed> ofTraits() {
        List<OwnTrait> passing = traits.all().stream()
                .filter(one -> one.state() == OwnTrait.State.BACKFILLING)
                .toList();
        long everybody = passing.isEmpty() ? 0 : members.everybody();
        return passing.stream()
                .map(one -> new Passed(one.key(), one.profiles(), everybody))
                .toList();
    }

    private List<Passed> ofClusters() {
        return clusters.overview().latest().filter(ClusterRun::open).stream()
                .map(run -> new Passed(
                        "clusters",
                        run.done(),
                        run.total(),
                        Passed.share(run.done(), run.total()),
                        run.phase().isEmpty() ? "waiting" : run.phase()))
                .toList();
    }

    private static void answer(HttpServletResponse response, List<Passed> passing) throws IOException {
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.getWriter().write(Json.mapper().writeValueAsString(Map.of("items", passing)));
    }
}
