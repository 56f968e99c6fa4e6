package crm.ingest.rest;

import static crm.access.entity.Roles.ADMIN;
import static crm.access.entity.Roles.AGENT;
import static crm.access.entity.Roles.ANALYST;
import static crm.access.entity.Roles.INTEGRATION;
import static crm.access.entity.Roles.MARKETER;
import static crm.access.entity.Roles.OPERATOR;
import static crm.access.entity.Roles.PRIVACY_OFFICER;
import static crm.access.entity.Roles.VIEWER;

import crm.ingest.service.EventSchemas;
import crm.platform.entity.Page;
import crm.platform.entity.Sha256;
import crm.platform.rest.Refusal;
import crm.platform.rest.Tags;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** JSON Schemas of the types of events. */
@Path("/schemas")
public class SchemasResource {

    private static final String TYPE = "application/schema+json";
    private static final int TAG = 16;

    @Inject
    private EventSchemas schemas;

    @Context
    private Request request;

    /** One type of events and where its schema is, relative to the list. */
    public record Listed(String type, String schema) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({ADMIN, AGENT, MARKETER, ANALYST, VIEWER, OPERATOR, INTEGRATION, PRIVACY_OFFICER})
    public Page<Listed> all() {
        List<Listed> types = schemas.all().keySet().stream()
                .map(type -> new Listed(type, "schemas/" + type))
                .toList();
        return new Page<>(types, Optional.empty());
    }

    @GET
    @Path("{type}")
    @Produces({TYPE, MediaType.APPLICATION_JSON})
    @RolesAllowed({ADMIN, AGENT, MARKETER, ANALYST, VIEWER, OPERATOR, INTEGRATION, PRIVACY_OFFICER})
    public Response one(@PathParam("type") String type) {
        String schema = schemas.find(type)
                .orElseThrow(() -> Refusal.notFound("There is no schema of this type; GET /schemas lists them."));
        EntityTag tag =
                new EntityTag(HexFormat.of().formatHex(Sha256.of(schema)).substring(0, TAG));
        return Tags.unmet(request, tag)
                .orElseGet(() -> Response.ok(schema).type(TYPE).tag(tag).build());
    }
}
