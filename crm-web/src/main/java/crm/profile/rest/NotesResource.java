package crm.profile.rest;

import static crm.access.entity.Roles.ADMIN;
import static crm.access.entity.Roles.AGENT;
import static crm.access.entity.Roles.ANALYST;

import crm.ingest.service.Identities;
import crm.platform.entity.Page;
import crm.platform.rest.Limit;
import crm.platform.rest.Refusal;
import crm.profile.entity.Note;
import crm.profile.entity.NoteUnknown;
import crm.profile.entity.ProfileId;
import crm.profile.service.CustomerLooks;
import crm.profile.service.CustomerNotes;
import crm.profile.service.CustomerQueries;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;

/** What those who work with a customer write down. */
@Path("/customers/{customer}/notes")
@Produces(MediaType.APPLICATION_JSON)
public class NotesResource {

    @Inject
    private CustomerQueries customers;

    @Inject
    private CustomerLooks looks;

    @Inject
    private CustomerNotes notes;

    @Inject
    private Identities identities;

    @PathParam("customer")
    private String customer;

    @GET
    @RolesAllowed({ADMIN, AGENT, ANALYST})
    public Page<Note> all(@QueryParam("limit") String limit, @QueryParam("after") String after) {
        int size = Limit.of(limit);
        return looks.notes(profile(), size, Optional.ofNullable(after));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({ADMIN, AGENT})
    public Response add(NoteBody body) {
        ProfileId profile = profile();
        UUID id = notes.add(profile, body == null ? null : body.text());
        return Committed.answer(
                () -> created().entity(shown(profile, id)).build(),
                () -> created().build());
    }

    private static Response.ResponseBuilder created() {
        return Response.status(Response.Status.CREATED);
    }

    private Note shown(ProfileId profile, UUID id) {
        return looks.note(profile, id).orElseThrow(NoteUnknown::new);
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed({ADMIN, AGENT})
    public void delete(@PathParam("id") String id) {
        notes.delete(profile(), note(id));
    }

    private ProfileId profile() {
        return new CustomerPath(customer, identities).in(customers);
    }

    private static UUID note(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw Refusal.notFound("The customer has no such note.");
        }
    }
}
