package crm.segment.rest;

import static crm.access.entity.Roles.ADMIN;
import static crm.access.entity.Roles.MARKETER;

import com.fasterxml.jackson.databind.JsonNode;
import crm.platform.rest.Refusal;
import crm.segment.entity.SegmentComparison;
import crm.segment.entity.SegmentNotInForce;
import crm.segment.entity.SegmentUnknown;
import crm.segment.entity.SegmentVersion;
import crm.segment.service.SegmentComparing;
import crm.segment.service.SegmentService;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** Who would enter and leave a segment by another version of it, or by a condition that nobody has published. */
@Path("/segments/{key}/compare")
@Produces(MediaType.APPLICATION_JSON)
public class SegmentComparisonResource {

    @Inject
    private SegmentComparing comparing;

    @Inject
    private SegmentService segments;

    @GET
    @RolesAllowed({ADMIN, MARKETER})
    public SegmentComparison versions(
            @PathParam("key") String key, @QueryParam("before") String before, @QueryParam("after") String after) {
        return comparing.compare(key, number("before", before, key), number("after", after, key));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({ADMIN, MARKETER})
    public SegmentComparison unpublished(
            @PathParam("key") String key, @QueryParam("before") String before, JsonNode body) {
        return comparing.compare(key, before == null ? serving(key) : number("before", before, key), body);
    }

    private int serving(String key) {
        return segments.find(key)
                .orElseThrow(SegmentUnknown::new)
                .shown()
                .map(SegmentVersion::version)
                .orElseThrow(() -> new SegmentNotInForce("The segment is archived; name a version, as before."));
    }

    private int number(String name, String text, String key) {
        if (segments.find(key).isEmpty()) {
            throw new SegmentUnknown();
        }
        try {
            return Integer.parseInt(String.valueOf(text));
        } catch (NumberFormatException e) {
            throw Refusal.parameter(name, "bad_version", "A version is a whole number; GET …/versions lists them.");
        }
    }
}
