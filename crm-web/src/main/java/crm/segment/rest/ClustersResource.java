package crm.segment.rest;

import static crm.access.entity.Roles.ADMIN;
import static crm.access.entity.Roles.ANALYST;
import static crm.access.entity.Roles.MARKETER;

import crm.platform.rest.Refusal;
import crm.profile.service.CustomerLooks;
import crm.segment.entity.Cluster;
import crm.segment.entity.ClusterOverview;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Groups of customers that were found, not defined. */
@Path("/clusters")
@Produces(MediaType.APPLICATION_JSON)
public class ClustersResource {

    private static final int ACCEPTED = 202;

    @EJB
    private ClusterService clusters;

    @EJB
    private CustomerLooks looks;

    @GET
    @RolesAllowed({ADMIN, MARKETER, ANALYST})
    public ClusterOverview all() {
        return clusters.overview();
    }

    @GET
    @Path("{id}")
    @RolesAllowed({ADMIN, MARKETER, ANALYST})
    public ClusterBody one(@PathParam("id") String id) {
        Cluster cluster = clusters.find(number(id)).orElseThrow(ClustersResource::unknown);
        return new ClusterBody(
                cluster,
                clusters.examples(cluster.id()).stream()
                        .flatMap(profile -> looks.profile(profile).stream())
                        .map(ExampleBody::of)
                        .toList());
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
    public Cluster rename(@PathParam("id") String id, ClusterNameBody body) {
        return clusters.rename(number(id), ClusterNameBody.wanted(body)).orElseThrow(ClustersResource::unknown);
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
