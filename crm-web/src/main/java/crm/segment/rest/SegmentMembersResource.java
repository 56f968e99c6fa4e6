package crm.segment.rest;

import static crm.access.entity.Roles.ADMIN;
import static crm.access.entity.Roles.INTEGRATION;
import static crm.access.entity.Roles.MARKETER;

import crm.platform.entity.Page;
import crm.platform.rest.Csv;
import crm.platform.rest.Limit;
import crm.platform.rest.Spool;
import crm.platform.rest.Times;
import crm.segment.entity.SegmentMember;
import crm.segment.service.SegmentMembers;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.Variant;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who is in a segment, now or at another instant: page by page, or all of them as a file. */
@Path("/segments/{key}/members")
public class SegmentMembersResource {

    private static final MediaType FILE = new MediaType("text", "csv");

    @Inject
    private SegmentMembers members;

    @GET
    @Produces({MediaType.APPLICATION_JSON, Csv.TYPE})
    @RolesAllowed({ADMIN, MARKETER, INTEGRATION})
    public Response members(
            @PathParam("key") String key,
            @QueryParam("as_of") String asOf,
            @QueryParam("limit") String limit,
            @QueryParam("after") String after,
            @Context Request request)
            throws IOException {
        Optional<Instant> instant = Times.parameter("as_of", asOf);
        Variant form = Optional.ofNullable(request.selectVariant(forms())).orElseThrow(NotAcceptableException::new);
        if (form.getMediaType().isCompatible(FILE)) {
            return file(key, instant);
        }
        Page<SegmentMember> page = members.page(key, instant, Limit.of(limit), Optional.ofNullable(after));
        return Response.ok(page, MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .build();
    }

    private static List<Variant> forms() {
        return Variant.mediaTypes(MediaType.APPLICATION_JSON_TYPE, FILE).build();
    }

    /** Its length is told, so that whoever gets less of it knows. */
    private Response file(String key, Optional<Instant> asOf) throws IOException {
        Spool spool = MembersFile.spool(members, key, asOf);
        StreamingOutput lines = out -> {
            try (spool) {
                spool.send(out);
            }
        };
        return Response.ok(lines, MembersFile.TYPE)
                .header(HttpHeaders.CONTENT_LENGTH, spool.size())
                .header(HttpHeaders.CONTENT_DISPOSITION, MembersFile.disposition(key))
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .build();
    }
}
