package crm.access.rest;

import static crm.access.entity.Roles.ADMIN;

import crm.access.entity.AccountView;
import crm.access.entity.SavedAccount;
import crm.access.service.AccountService;
import crm.platform.entity.Page;
import crm.platform.rest.Limit;
import crm.platform.rest.Refusal;
import crm.platform.rest.Tags;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Accounts. */
@Path("/users")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(ADMIN)
public class UsersResource {

    private static final int CREATED = 201;
    private static final int OK = 200;

    @Inject
    private AccountService accounts;

    @Context
    private Request request;

    @GET
    @RolesAllowed(ADMIN)
    public Page<AccountView> all(@QueryParam("limit") String limit, @QueryParam("after") String after) {
        return accounts.all(Optional.empty(), Limit.of(limit), Optional.ofNullable(after));
    }

    @GET
    @Path("{name}")
    @RolesAllowed(ADMIN)
    public Response one(@PathParam("name") String name) {
        AccountView account = accounts.find(name).orElseThrow(UsersResource::unknown);
        return Tags.unmet(request, Tags.of(account.version())).orElseGet(() -> answer(OK, account));
    }

    @PUT
    @Path("{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(ADMIN)
    public Response save(@PathParam("name") String name, @Context HttpHeaders headers, SaveAccountBody body) {
        if (body == null) {
            throw Refusal.field("", "missing_body", "Send an object with roles and, for a new account, password.");
        }
        return whereUnchanged(name, headers, seen -> {
            SavedAccount saved = accounts.save(name, body.wish(), seen);
            return answer(saved.created() ? CREATED : OK, saved.account());
        });
    }

    @DELETE
    @Path("{name}")
    @RolesAllowed(ADMIN)
    public Response delete(@PathParam("name") String name, @Context HttpHeaders headers) {
        return whereUnchanged(name, headers, seen -> {
            if (!accounts.delete(name, seen)) {
                throw unknown();
            }
            return Response.noContent().build();
        });
    }

    /** Lets logins be tried again at once. */
    @DELETE
    @Path("{name}/lock")
    @RolesAllowed(ADMIN)
    public Response unlock(@PathParam("name") String name) {
        AccountView account = accounts.find(name).orElseThrow(UsersResource::unknown);
        accounts.unlock(account.name());
        return Response.noContent().build();
    }

    private Response whereUnchanged(String name, HttpHeaders headers, Write write) {
        Optional<AccountView> present = accounts.find(name);
        return present.map(account -> Tags.unmet(request, Tags.of(account.version())))
                .orElseGet(() -> Tags.unmet(request))
                .orElseGet(() -> write.at(
                        headers.getHeaderString(HttpHeaders.IF_MATCH) == null
                                ? Optional.empty()
                                : present.map(AccountView::version)));
    }

    private static Response answer(int status, AccountView account) {
        return Response.status(status)
                .tag(Tags.of(account.version()))
                .entity(account)
                .build();
    }

    private static Refusal unknown() {
        return Refusal.notFound("There is no account of this name.");
    }

    private interface Write {
        Response at(Optional<Long> seen);
    }
}
