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
import crm.access.service.LoginService;
import crm.platform.rest.Problem;
import crm.platform.rest.Refusal;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;

/** Who am I. */
@Path("/me")
@Produces(MediaType.APPLICATION_JSON)
public class MeResource {

    @Inject
    private LoginService logins;

    @GET
    @RolesAllowed({ADMIN, AGENT, MARKETER, ANALYST, VIEWER, OPERATOR, INTEGRATION, PRIVACY_OFFICER})
    public Me me(@Context SecurityContext caller) {
        return new Me(
                caller.getUserPrincipal().getName(),
                Roles.ALL.stream().filter(caller::isUserInRole).sorted().toList());
    }

    /** Changes the password of the caller's account. Its sessions on pages end. */
    @PUT
    @Path("password")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({ADMIN, AGENT, MARKETER, ANALYST, VIEWER, OPERATOR, INTEGRATION, PRIVACY_OFFICER})
    public Response changePassword(
            @Context SecurityContext caller, @Context HttpServletRequest request, ChangePassword wish) {
        if (wish == null || wish.current() == null || wish.password() == null) {
            throw Refusal.field("", "missing_field", "Send an object with current and password.");
        }
        String name = caller.getUserPrincipal().getName();
        if (logins.find(name).isEmpty()) {
            throw new Refusal(
                    Problem.of(409, "You came with a token; its issuer keeps your password, not this system."));
        }
        logins.changePassword(name, wish.current(), wish.password(), request.getRemoteAddr());
        return Response.noContent().build();
    }

    /** The wish for another password. */
    public record ChangePassword(String current, String password) {

        /** Does not show them. */
        @Override
        public String toString() {
            return "ChangePassword";
        }
    }

    /** The caller. */
    public record Me(String name, List<String> roles) {}
}
