package crm.access.rest;

import static crm.access.entity.Roles.ADMIN;
import static crm.access.entity.Roles.AGENT;
import static crm.access.entity.Roles.ANALYST;
import static crm.access.entity.Roles.INTEGRATION;
import static crm.access.entity.Roles.MARKETER;
import static crm.access.entity.Roles.OPERATOR;
import static crm.access.entity.Roles.PRIVACY_OFFICER;
import static crm.access.entity.Roles.VIEWER;

import crm.access.entity.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;

/** Who am I. */
@Path("/me")
@Produces(MediaType.APPLICATION_JSON)
public class MeResource {

    @GET
    @RolesAllowed({ADMIN, AGENT, MARKETER, ANALYST, VIEWER, OPERATOR, INTEGRATION, PRIVACY_OFFICER})
    public Me me(@Context SecurityContext caller) {
        return new Me(
                caller.getUserPrincipal().getName(),
                Roles.ALL.stream().filter(caller::isUserInRole).sorted().toList());
    }

    /** The caller. */
    public record Me(String name, List<String> roles) {}
}
