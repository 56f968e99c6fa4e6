package crm.access.rest;

import static crm.access.entity.Roles.ADMIN;

import crm.access.entity.AccountView;
import crm.access.entity.KeyView;
import crm.access.entity.MadeKey;
import crm.access.entity.MakeKey;
import crm.access.service.AccountService;
import crm.access.service.KeyService;
import crm.platform.entity.Page;
import crm.platform.rest.Refusal;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/** Keys of an account. */
@Path("/users/{name}/keys")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(ADMIN)
public class KeysResource {

    @Inject
    private KeyService keys;

    @Inject
    private AccountService accounts;

    /** All of them: an account has few. */
    @GET
    @RolesAllowed(ADMIN)
    public Page<KeyView> all(@PathParam("name") String name) {
        AccountView account = accounts.find(name).orElseThrow(KeysResource::unknown);
        return new Page<>(keys.all(account.name()), Optional.empty());
    }

    /** Makes a key; the answer is the only place where it is told. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(ADMIN)
    public Response make(@PathParam("name") String name, @Context UriInfo address, MakeKey wish) {
        if (wish == null) {
            throw Refusal.field("", "missing_body", "Send an object with label and, if the key shall end, expires_at.");
        }
        MadeKey made = keys.make(name, wish).orElseThrow(KeysResource::unknown);
        return Response.created(address.getAbsolutePathBuilder().path(made.id()).build())
                .header("Cache-Control", "no-store")
                .entity(made)
                .build();
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(ADMIN)
    public Response revoke(@PathParam("name") String name, @PathParam("id") String id) {
        if (!keys.revoke(name, id)) {
            throw Refusal.notFound("The account has no key of this id.");
        }
        return Response.noContent().build();
    }

    private static Refusal unknown() {
        return Refusal.notFound("There is no account of this name.");
    }
}
