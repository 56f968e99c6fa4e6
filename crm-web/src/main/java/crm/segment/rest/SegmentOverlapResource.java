package crm.segment.rest;

import static crm.access.entity.Roles.ADMIN;
import static crm.access.entity.Roles.MARKETER;

import crm.segment.entity.SegmentOverlap;
import crm.segment.service.SegmentMembers;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** How many are in two segments. */
@Path("/segments/{key}/overlap/{other}")
@Produces(MediaType.APPLICATION_JSON)
public class SegmentOverlapResource {

    @Inject
    private SegmentMembers members;

    @GET
    @RolesAllowed({ADMIN, MARKETER})
    public SegmentOverlap overlap(@PathParam("key") String key, @PathParam("other") String other) {
        return members.overlap(key, other);
    }
}
