package crm.segment.rest;

import static crm.access.entity.Roles.ADMIN;
import static crm.access.entity.Roles.INTEGRATION;
import static crm.access.entity.Roles.MARKETER;
import static crm.access.entity.Roles.VIEWER;

import com.fasterxml.jackson.databind.JsonNode;
import crm.platform.entity.Page;
import crm.platform.rest.Refusal;
import crm.platform.rest.Tags;
import crm.segment.entity.DefinitionCheck;
import crm.segment.entity.Preview;
import crm.segment.entity.SegmentSaved;
import crm.segment.entity.SegmentSummary;
import crm.segment.entity.SegmentUnknown;
import crm.segment.entity.SegmentVersion;
import crm.segment.service.SegmentMembers;
import crm.segment.service.SegmentPreview;
import crm.segment.service.SegmentService;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import jakarta.ws.rs.core.UriInfo;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Segments: what they mean, and which version of that is in force. */
@Path("/segments")
@Produces(MediaType.APPLICATION_JSON)
public class SegmentsResource {

    private static final String LIST = "segments";

    @Inject
    private SegmentService segments;

    @Inject
    private SegmentPreview previews;

    @Inject
    private SegmentMembers members;

    @Context
    private HttpHeaders headers;

    @GET
    @RolesAllowed({ADMIN, MARKETER, VIEWER, INTEGRATION})
    public Page<SegmentView> all(@QueryParam("limit") String limit, @QueryParam("after") String after) {
        List<SegmentSummary> all = segments.all().stream()
                .sorted(Comparator.comparing(SegmentSummary::key))
                .toList();
        Page<SegmentSummary> page = Slice.byKey(LIST, SegmentSummary::key).of(all, limit, after);
        Map<String, Long> sizes = members.sizes();
        return Slice.told(page, one -> SegmentView.listed(one, shown(one), sizes.getOrDefault(one.key(), 0L)));
    }

    private SegmentVersion shown(SegmentSummary segment) {
        return segment.shown()
                .orElseGet(() ->
                        segments.versions(segment.key()).stream().findFirst().orElseThrow(SegmentUnknown::new));
    }

    @GET
    @Path("{key}")
    @RolesAllowed({ADMIN, MARKETER, VIEWER, INTEGRATION})
    public Response one(@PathParam("key") String key, @Context Request request) {
        SegmentSummary segment = segments.find(key).orElseThrow(SegmentUnknown::new);
        SegmentView view = whole(segment);
        EntityTag tag = SegmentTag.of(segment, view.members(), Readers.language(headers));
        return Tags.unmet(request, tag)
                .orElseGet(() -> Response.ok(view)
                        .tag(tag)
                        .header(HttpHeaders.VARY, "Accept-Language")
                        .build());
    }

    private SegmentView whole(SegmentSummary segment) {
        SegmentVersion shown = shown(segment);
        return SegmentView.whole(
                segment, shown, members.size(segment.key()), segments.words(shown, Readers.language(headers)));
    }

    @PUT
    @Path("{key}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({ADMIN, MARKETER})
    public Response save(@PathParam("key") String key, JsonNode body, @Context UriInfo address) {
        SentDefinition sent = SentDefinition.of(key, body);
        Optional<Long> seen = SegmentTag.seen(headers, segments.find(key));
        SegmentSaved saved =
                sent.draft() ? segments.draft(sent.definition(), seen) : segments.publish(sent.definition(), seen);
        return Saved.answer(saved, address.getAbsolutePath());
    }

    /** Archives it; where only a draft is meant, or there never was anything else, that is forgotten. */
    @DELETE
    @Path("{key}")
    @RolesAllowed({ADMIN, MARKETER})
    public Response archive(@PathParam("key") String key, @QueryParam("state") String state) {
        Optional<Long> seen = seen(key);
        if (state != null && !state.equals("draft")) {
            throw Refusal.parameter("state", "unknown_value", "Can be draft, to forget the draft only.");
        }
        if (state == null) {
            segments.archive(key, seen);
        } else {
            segments.dropDraft(key, seen);
        }
        return Response.noContent().build();
    }

    private Optional<Long> seen(String key) {
        return SegmentTag.seen(headers, Optional.of(segments.find(key).orElseThrow(SegmentUnknown::new)));
    }

    @POST
    @Path("{key}/publish")
    @RolesAllowed({ADMIN, MARKETER})
    public Response publish(@PathParam("key") String key) {
        return Saved.answer(segments.publishDraft(key, seen(key)));
    }

    @POST
    @Path("{key}/pause")
    @RolesAllowed({ADMIN, MARKETER})
    public Response pause(@PathParam("key") String key) {
        segments.pause(key, seen(key));
        return told(key);
    }

    private Response told(String key) {
        SegmentSummary segment = segments.find(key).orElseThrow(SegmentUnknown::new);
        return Response.ok(whole(segment)).tag(SegmentTag.of(segment)).build();
    }

    @POST
    @Path("{key}/resume")
    @RolesAllowed({ADMIN, MARKETER})
    public Response resume(@PathParam("key") String key) {
        return Saved.answer(segments.resume(key, seen(key)));
    }

    /** Which version is to be in force again. */
    public record RollbackBody(Optional<Integer> version) {}

    @POST
    @Path("{key}/rollback")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({ADMIN, MARKETER})
    public Response rollBack(@PathParam("key") String key, RollbackBody body) {
        int version = Optional.ofNullable(body)
                .flatMap(RollbackBody::version)
                .orElseThrow(() ->
                        Refusal.field("/version", "missing_field", "Say to which version; GET …/versions lists them."));
        Optional<Long> seen = seen(key);
        if (segments.versions(key).stream().noneMatch(one -> one.version() == version)) {
            throw Refusal.field("/version", "unknown_value", "There is no such version; GET …/versions lists them.");
        }
        return Saved.answer(segments.rollBack(key, version, seen));
    }

    @GET
    @Path("{key}/versions")
    @RolesAllowed({ADMIN, MARKETER, VIEWER, INTEGRATION})
    public Page<VersionView> versions(
            @PathParam("key") String key, @QueryParam("limit") String limit, @QueryParam("after") String after) {
        List<SegmentVersion> versions = segments.versions(key);
        if (versions.isEmpty()) {
            throw new SegmentUnknown();
        }
        Page<SegmentVersion> page = new Slice<>(
                        "versions " + key,
                        SegmentVersion::version,
                        Comparator.<Integer>reverseOrder(),
                        Integer::valueOf)
                .of(versions, limit, after);
        return Slice.told(page, VersionView::of);
    }

    @POST
    @Path("validate")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({ADMIN, MARKETER})
    public DefinitionCheck validate(JsonNode body) {
        return previews.validate(body, Readers.language(headers));
    }

    @POST
    @Path("preview")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({ADMIN, MARKETER})
    public Preview preview(JsonNode body) {
        return previews.preview(body);
    }
}
