package crm.operations.rest;

import static crm.access.entity.Roles.ADMIN;
import static crm.access.entity.Roles.OPERATOR;

import crm.ingest.entity.KeyTurn;
import crm.ingest.service.HeldKeyDesk;
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

/** Keys whose records wait, and for what. */
@Path("/operations/held-keys")
@Produces(MediaType.APPLICATION_JSON)
public class HeldKeysResource {

    @EJB
    private HeldKeyDesk desk;

    @GET
    @RolesAllowed({ADMIN, OPERATOR})
    public Page<HeldKeyBody> list(@QueryParam("limit") String limit, @QueryParam("after") String after) {
        var page = desk.list(Limit.of(limit), Optional.ofNullable(after));
        return new Page<>(page.items().stream().map(HeldKeyBody::of).toList(), page.next());
    }

    /** Somebody wants it held. */
    @POST
    @Path("{id}/pause")
    @RolesAllowed({ADMIN, OPERATOR})
    public void pause(@PathParam("id") String id) {
        turn(id, KeyTurn.PAUSE);
    }

    /** Nobody wants it held any longer; it goes on to wait for its letter. */
    @POST
    @Path("{id}/resume")
    @RolesAllowed({ADMIN, OPERATOR})
    public void resume(@PathParam("id") String id) {
        turn(id, KeyTurn.RESUME);
    }

    /** What waits is applied although its letter is still open. */
    @POST
    @Path("{id}/release")
    @RolesAllowed({ADMIN, OPERATOR})
    public void release(@PathParam("id") String id) {
        turn(id, KeyTurn.RELEASE);
    }

    private void turn(String id, KeyTurn turn) {
        if (!id.matches("[0-9]{1,18}") || !desk.turn(Long.parseLong(id), turn)) {
            throw Refusal.notFound("This key is not held, or not any longer.");
        }
    }
}
