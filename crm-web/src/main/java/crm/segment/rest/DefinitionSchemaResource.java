package crm.segment.rest;

import static crm.access.entity.Roles.ADMIN;
import static crm.access.entity.Roles.AGENT;
import static crm.access.entity.Roles.ANALYST;
import static crm.access.entity.Roles.INTEGRATION;
import static crm.access.entity.Roles.MARKETER;
import static crm.access.entity.Roles.OPERATOR;
import static crm.access.entity.Roles.PRIVACY_OFFICER;
import static crm.access.entity.Roles.VIEWER;

import crm.condition.language.DefinitionSchema;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The JSON Schema of definitions of segments, beside those of events. */
@Path("/schemas/segment")
public class DefinitionSchemaResource {

    private static final String TYPE = "application/schema+json";

    @GET
    @Produces({TYPE, MediaType.APPLICATION_JSON})
    @RolesAllowed({ADMIN, AGENT, MARKETER, ANALYST, VIEWER, OPERATOR, INTEGRATION, PRIVACY_OFFICER})
    public Response schema() {
        return Response.ok(DefinitionSchema.text()).type(TYPE).build();
    }
}
