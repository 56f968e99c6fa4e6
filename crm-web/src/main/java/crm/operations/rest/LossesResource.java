package crm.operations.rest;

import static crm.access.entity.Roles.ADMIN;
import static crm.access.entity.Roles.OPERATOR;

import com.fasterxml.jackson.core.JsonProcessingException;
import crm.ingest.entity.LossDecision;
import crm.ingest.entity.LossRefused;
import crm.ingest.entity.LossView;
import crm.ingest.service.LossDesk;
import crm.platform.entity.Page;
import crm.platform.rest.Limit;
import crm.platform.rest.Refusal;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** The loss ledger: what groups could not read, and the decision for which a partition waits. */
@Path("/operations/losses")
@Produces(MediaType.APPLICATION_JSON)
public class LossesResource {

    private static final String WAITING = "waiting";

    @EJB
    private LossDesk desk;

    @GET
    @RolesAllowed({ADMIN, OPERATOR})
    public Page<LossView> list(
            @QueryParam("state") String state, @QueryParam("limit") String limit, @QueryParam("after") String after) {
        if (state != null && !state.equals(WAITING)) {
            throw Refusal.parameter("state", "unknown_state", "Only waiting; leave it out for all.");
        }
        return desk.list(state != null, Limit.of(limit), Optional.ofNullable(after));
    }

    @POST
    @Path("{id}/decide")
    @RolesAllowed({ADMIN, OPERATOR})
    public LossView decide(@PathParam("id") String id, byte[] body) throws JsonProcessingException {
        LossDecision decision = DecisionBody.of(LetterRequest.read(body, DecisionBody.class));
        return desk.decide(number(id), decision);
    }

    private static long number(String id) {
        if (!id.matches("[0-9]{1,18}")) {
            throw LossRefused.noSuch();
        }
        return Long.parseLong(id);
    }
}
