package crm.ingest.rest;

import static crm.access.entity.Roles.ADMIN;

import crm.ingest.entity.Mapping;
import crm.ingest.entity.MappingRefused;
import crm.ingest.entity.TopicMapping;
import crm.ingest.service.MappingService;
import crm.platform.entity.Page;
import crm.platform.rest.Json;
import crm.platform.rest.Refusal;
import crm.platform.rest.Tags;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** How bare JSON becomes events, topic by topic. */
@Path("/mappings")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(ADMIN)
public class MappingsResource {

    @Inject
    private MappingService mappings;

    @Context
    private Request request;

    @GET
    @RolesAllowed(ADMIN)
    public Page<TopicMapping> all() {
        return new Page<>(mappings.all(), Optional.empty());
    }

    @GET
    @Path("{topic}")
    @RolesAllowed(ADMIN)
    public Response one(@PathParam("topic") String topic) {
        TopicMapping mapping = find(topic);
        return Tags.unmet(request, Tags.of(mapping.version())).orElseGet(() -> answer(mapping));
    }

    @PUT
    @Path("{topic}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(ADMIN)
    public Response save(@PathParam("topic") String topic, @Context HttpHeaders headers, Mapping mapping) {
        TopicMapping present = find(topic);
        if (mapping == null) {
            throw Refusal.field("", "missing_body", "Send a mapping such as GET answers it in its field mapping.");
        }
        return Tags.unmet(request, Tags.of(present.version()))
                .orElseGet(() -> answer(mappings.save(topic, mapping, seen(headers, present))));
    }

    @DELETE
    @Path("{topic}")
    @RolesAllowed(ADMIN)
    public Response reset(@PathParam("topic") String topic, @Context HttpHeaders headers) {
        TopicMapping present = find(topic);
        return Tags.unmet(request, Tags.of(present.version())).orElseGet(() -> {
            mappings.reset(topic, seen(headers, present));
            return Response.noContent().build();
        });
    }

    @POST
    @Path("{topic}/try")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(ADMIN)
    public Trial attempt(@PathParam("topic") String topic, TrialBody body) {
        TopicMapping present = find(topic);
        if (body == null || body.sample() == null) {
            throw Refusal.field(
                    "/sample", "missing_field", "Send a sample: a record as JSON, or its text as a string.");
        }
        String sample = body.sample().isTextual()
                ? body.sample().textValue()
                : Json.mapper().valueToTree(body.sample()).toString();
        try {
            return Trial.of(mappings.attempt(
                    topic, body.mapping().orElse(present.mapping()), sample.getBytes(StandardCharsets.UTF_8)));
        } catch (MappingRefused e) {
            throw new Refusal(MappingMapper.problem(e, "/mapping"));
        }
    }

    private TopicMapping find(String topic) {
        return mappings.find(topic)
                .orElseThrow(() -> Refusal.notFound("There is no topic of this name; GET /mappings lists them."));
    }

    private static Optional<Long> seen(HttpHeaders headers, TopicMapping present) {
        return headers.getHeaderString(HttpHeaders.IF_MATCH) == null
                ? Optional.empty()
                : Optional.of(present.version());
    }

    private static Response answer(TopicMapping mapping) {
        return Response.ok(mapping).tag(Tags.of(mapping.version())).build();
    }
}
