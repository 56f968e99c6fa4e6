package crm.operations.rest;

import static crm.access.entity.Roles.ADMIN;
import static crm.access.entity.Roles.OPERATOR;

import crm.ingest.entity.ViolationCount;
import crm.ingest.service.Violations;
import crm.platform.entity.Page;
import crm.platform.rest.Limit;
import crm.platform.rest.Refusal;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** How events depart from the contract, by type and source, without any of their values. */
@Path("/operations/violations")
@Produces(MediaType.APPLICATION_JSON)
public class ViolationsResource {

    @Inject
    private Violations violations;

    @GET
    @RolesAllowed({ADMIN, OPERATOR})
    public Page<ViolationCount> list(
            @QueryParam("type") String type,
            @QueryParam("source") String source,
            @QueryParam("limit") String limit,
            @QueryParam("after") String after) {
        return violations.list(
                Optional.ofNullable(type), Optional.ofNullable(source), Limit.of(limit), Optional.ofNullable(after));
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed({ADMIN, OPERATOR})
    public Response forget(@PathParam("id") String id) {
        if (!id.matches("[0-9]{1,18}") || !violations.forget(Long.parseLong(id))) {
            throw Refusal.notFound("There is no violation of this id; it may have been forgotten already.");
        }
        return Response.noContent().build();
    }
}
