package crm.segment.rest;

import static crm.access.entity.Roles.ADMIN;
import static crm.access.entity.Roles.ANALYST;
import static crm.access.entity.Roles.MARKETER;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.platform.entity.Page;
import crm.platform.rest.Refusal;
import crm.platform.rest.Tags;
import crm.segment.entity.OwnTrait;
import crm.segment.entity.TraitUnknown;
import crm.segment.service.OwnTraitService;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
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
import java.util.Locale;
import java.util.Optional;

/** Measures over events that administrators define as traits of all profiles; there are at most a hundred. */
@Path("/traits")
@Produces(MediaType.APPLICATION_JSON)
public class TraitsResource {

    @Inject
    private OwnTraitService traits;

    @Context
    private HttpHeaders headers;

    @GET
    @RolesAllowed({ADMIN, MARKETER, ANALYST})
    public Page<TraitView> all(@QueryParam("limit") String limit, @QueryParam("after") String after) {
        return Slice.told(Slice.byKey("traits", OwnTrait::key).of(traits.all(), limit, after), TraitView::of);
    }

    @GET
    @Path("{key}")
    @RolesAllowed({ADMIN, MARKETER, ANALYST})
    public Response one(@PathParam("key") String key, @Context Request request) {
        OwnTrait trait = traits.find(key).orElseThrow(TraitUnknown::new);
        return Tags.unmet(request, tag(trait))
                .orElseGet(
                        () -> Response.ok(TraitView.of(trait)).tag(tag(trait)).build());
    }

    /** What people changed, and how far the server has come with it. */
    private static EntityTag tag(OwnTrait trait) {
        return new EntityTag(
                trait.revision() + "." + trait.state().name().toLowerCase(Locale.ROOT) + "-" + trait.profiles());
    }

    private Optional<String> seen(Optional<OwnTrait> present) {
        return SeenTag.of(headers, present.map(OwnTrait::revision));
    }

    @PUT
    @Path("{key}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(ADMIN)
    public Response save(@PathParam("key") String key, JsonNode body, @Context UriInfo address) {
        if (!(body instanceof ObjectNode sent)) {
            throw Refusal.field("", "wrong_type", "Send a trait: an object with name and event.");
        }
        ObjectNode document = sent.deepCopy();
        if (!document.has("key")) {
            document.put("key", key);
        }
        if (!document.path("key").asText().equals(key)) {
            throw Refusal.field("/key", "not_the_address", "The key is another one than that of the address.");
        }
        Optional<OwnTrait> known = traits.find(key);
        OwnTrait saved = traits.save(document, seen(known));
        Response.ResponseBuilder answer =
                known.isPresent() ? Response.ok() : Response.created(address.getAbsolutePath());
        return answer.entity(TraitView.of(saved)).tag(tag(saved)).build();
    }

    @DELETE
    @Path("{key}")
    @RolesAllowed(ADMIN)
    public Response delete(@PathParam("key") String key) {
        traits.delete(key, seen(Optional.of(traits.find(key).orElseThrow(TraitUnknown::new))));
        return Response.noContent().build();
    }
}
