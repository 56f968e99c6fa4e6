package crm.operations.rest;

import static crm.access.entity.Roles.ADMIN;
import static crm.access.entity.Roles.OPERATOR;

import crm.platform.service.Meters;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;

/** What this node counts and measures, in Prometheus' text format. */
@Path("/operations/metrics")
public class MetricsResource {

    @Inject
    private Meters meters;

    @GET
    @Produces("text/plain")
    @RolesAllowed({ADMIN, OPERATOR})
    public Response now() {
        return Response.ok(meters.text(), Meters.MEDIA_TYPE).build();
    }
}
