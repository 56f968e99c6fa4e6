package crm.segment.rest;

import static crm.access.entity.Roles.ADMIN;
import static crm.access.entity.Roles.ANALYST;
import static crm.access.entity.Roles.MARKETER;

import crm.platform.rest.Refusal;
import crm.platform.rest.Tags;
import crm.profile.service.CustomerLooks;
import crm.segment.entity.Cluster;
import crm.segment.entity.ClusterRun;
import crm.segment.service.ClusterService;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Groups of customers that were found, not defined. */
@Path("/clusters")
@Produces(MediaType.APPLICATION_JSON)
public class ClustersResource {

    private static final int ACCEPTED = 202;

    @EJB
    private ClusterService clusters;

    @EJB
    private CustomerLooks looks;

    @Context
    private HttpHeaders headers;

    @GET
    @RolesAllowed({ADMIN, MARKETER, ANALYST})
    public ClustersBody all(@QueryParam("limit") String limit, @QueryParam("after") String after) {
        return ClustersBody.of(clusters.overview(), limit, after);
    }

    @GET
    @Path("{id}")
    @RolesAllowed({ADMIN, MARKETER, ANALYST})
    public Response one(@PathParam("id") String id, @Context Request request) {
        Cluster cluster = clusters.find(number(id)).orElseThrow(ClustersResource::unknown);
        ClusterBody body = new ClusterBody(
                cluster,
                clusters.examples(cluster.id()).stream()
                        .flatMap(profile -> looks.profile(profile).stream())
                        .map(ExampleBody::of)
                        .toList());
        EntityTag tag = tag(cluster, body);
        return Tags.unmet(request, tag)
                .orElseGet(() -> Response.ok(body).tag(tag).build());
    }

    /** What people changed, its name, and after it what the last search and customers themselves changed. */
    private static EntityTag tag(Cluster cluster, Object told) {
        return new EntityTag(cluster.version() + "." + Integer.toHexString(told.hashCode()));
    }

    /** How far it is, the overview says. */
    @POST
    @Path("run")
    @RolesAllowed({ADMIN, MARKETER})
    public Response run() {
        ClusterRun run = clusters.run();
        return Response.status(ACCEPTED).entity(run).build();
    }

    @PUT
    @Path("{id}")
    @RolesAllowed({ADMIN, MARKETER})
    public Response rename(@PathParam("id") String id, ClusterNameBody body) {
        String name = ClusterNameBody.wanted(body);
        Cluster cluster = clusters.find(number(id)).orElseThrow(ClustersResource::unknown);
        Optional<Long> seen = SeenTag.of(headers, Optional.of(String.valueOf(cluster.version())))
                .map(Long::valueOf);
        Cluster renamed = clusters.rename(cluster.id(), name, seen).orElseThrow(ClustersResource::unknown);
        return Response.ok(renamed).tag(tag(renamed, renamed)).build();
    }

    @POST
    @Path("{id}/rule")
    @RolesAllowed({ADMIN, MARKETER})
    public ClusterDraftBody rule(@PathParam("id") String id) {
        return clusters.rule(number(id)).map(ClusterDraftBody::of).orElseThrow(ClustersResource::unknown);
    }

    private static int number(String id) {
        if (!id.matches("[0-9]{1,9}")) {
            throw unknown();
        }
        return Integer.parseInt(id);
    }

    private static Refusal unknown() {
        return Refusal.notFound("There is no group of this id among those in force.");
    }
}
