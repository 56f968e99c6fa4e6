package crm.operations.rest;

import static crm.access.entity.Roles.ADMIN;
import static crm.access.entity.Roles.OPERATOR;

import crm.ingest.service.HeldKeyDesk;
import crm.platform.entity.Page;
import crm.platform.rest.Limit;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
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
}
