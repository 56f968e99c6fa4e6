package crm.operations.rest;

import static crm.access.entity.Roles.ADMIN;
import static crm.access.entity.Roles.OPERATOR;
import static crm.access.entity.Roles.VIEWER;

import com.fasterxml.jackson.core.JsonProcessingException;
import crm.ingest.entity.Scope;
import crm.ingest.entity.SeekMove;
import crm.operations.entity.GroupStatus;
import crm.operations.entity.KeySought;
import crm.operations.service.ConsumerGroups;
import crm.operations.service.GroupSteering;
import crm.platform.entity.Page;
import crm.platform.rest.Refusal;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;

/** Consumer groups, as they are now, and what operators do with them. All fit on one page. */
@Path("/operations/groups")
@Produces(MediaType.APPLICATION_JSON)
public class GroupsResource {

    @EJB
    private ConsumerGroups groups;

    @EJB
    private GroupSteering steering;

    @GET
    @RolesAllowed({ADMIN, OPERATOR, VIEWER})
    public Page<GroupStatus> all() {
        return new Page<>(groups.all(), Optional.empty());
    }

    @GET
    @Path("{group}")
    @RolesAllowed({ADMIN, OPERATOR, VIEWER})
    public GroupStatus one(@PathParam("group") String group) {
        return groups.all().stream()
                .filter(status -> status.group().equals(group))
                .findFirst()
                .orElseThrow(GroupsResource::unknown);
    }

    @POST
    @Path("{group}/workers")
    @RolesAllowed({ADMIN, OPERATOR})
    public GroupStatus workers(@PathParam("group") String group, byte[] body) throws JsonProcessingException {
        WorkersBody asked = LetterRequest.read(body, WorkersBody.class)
                .orElseGet(() -> new WorkersBody(Optional.empty(), Optional.empty(), Optional.empty()));
        steering.workers(group, asked.total(), asked.bounds());
        return after(group);
    }

    @DELETE
    @Path("{group}/workers")
    @RolesAllowed({ADMIN, OPERATOR})
    public GroupStatus workersByConfiguration(@PathParam("group") String group) {
        steering.workersByConfiguration(group);
        return after(group);
    }

    @POST
    @Path("{group}/pause")
    @RolesAllowed({ADMIN, OPERATOR})
    public GroupStatus pause(@PathParam("group") String group, byte[] body) throws JsonProcessingException {
        return flow(group, body, steering::pause, steering::pauseKey);
    }

    @POST
    @Path("{group}/resume")
    @RolesAllowed({ADMIN, OPERATOR})
    public GroupStatus resume(@PathParam("group") String group, byte[] body) throws JsonProcessingException {
        return flow(group, body, steering::resume, steering::resumeKey);
    }

    private interface OfPart {
        void act(String group, Scope scope);
    }

    private interface OfKey {
        void act(String group, Scope scope, String key);
    }

    private GroupStatus flow(String group, byte[] body, OfPart part, OfKey one) throws JsonProcessingException {
        ScopeBody asked = LetterRequest.read(body, ScopeBody.class).orElse(ScopeBody.ALL);
        asked.key().ifPresentOrElse(key -> one.act(group, asked.scope(), key), () -> part.act(group, asked.scope()));
        return after(group);
    }

    @POST
    @Path("{group}/seek")
    @RolesAllowed({ADMIN, OPERATOR})
    public SoughtBody seek(@PathParam("group") String group, byte[] body) throws JsonProcessingException {
        SeekBody asked = LetterRequest.read(body, SeekBody.class)
                .orElseThrow(() -> Refusal.field("", "missing_body", "Say where to read on."));
        Optional<String> key = asked.key();
        if (key.isPresent()) {
            KeySought sought = asked.dry()
                    ? steering.previewKey(group, asked.scope(), key.get(), asked.point())
                    : steering.seekKey(group, asked.scope(), key.get(), asked.point());
            return SoughtBody.of(after(group), asked.dry(), sought);
        }
        List<SeekMove> moves = asked.dry()
                ? steering.preview(group, asked.scope(), asked.point())
                : steering.seek(group, asked.scope(), asked.point());
        return SoughtBody.of(after(group), asked.dry(), moves);
    }

    private GroupStatus after(String group) {
        return groups.fresh(group).orElseThrow(GroupsResource::unknown);
    }

    private static Refusal unknown() {
        return Refusal.notFound("There is no consumer group of this name.");
    }
}
