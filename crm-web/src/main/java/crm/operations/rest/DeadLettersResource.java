package crm.operations.rest;

import static crm.access.entity.Roles.ADMIN;
import static crm.access.entity.Roles.OPERATOR;

import com.fasterxml.jackson.core.JsonProcessingException;
import crm.ingest.entity.DeadLetterFile;
import crm.ingest.entity.DeadLetterFilter;
import crm.ingest.entity.DeadLetterView;
import crm.ingest.entity.LetterUnknown;
import crm.ingest.entity.Rejection;
import crm.ingest.entity.Replay;
import crm.ingest.service.DeadLetterDesk;
import crm.ingest.service.DeadLetterReplays;
import crm.platform.entity.Page;
import crm.platform.rest.Limit;
import crm.platform.rest.Problem;
import crm.platform.rest.Refusal;
import crm.platform.rest.Tags;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Dead letters: found, looked at, mended, replayed, discarded. What they say is shown to those who must mend it. */
@Path("/operations/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({ADMIN, OPERATOR})
public class DeadLettersResource {

    @Inject
    private DeadLetterDesk desk;

    @EJB
    private DeadLetterReplays replays;

    @Context
    private Request request;

    @GET
    @RolesAllowed({ADMIN, OPERATOR})
    public Page<LetterBody> list(
            @QueryParam("topic") String topic,
            @QueryParam("code") String code,
            @QueryParam("state") String state,
            @QueryParam("group") String group,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("limit") String limit,
            @QueryParam("after") String after) {
        DeadLetterFilter filter = new LetterParameters(topic, code, state, group, from, to).filter();
        Page<DeadLetterView> page = desk.list(filter, Limit.of(limit), Optional.ofNullable(after));
        return new Page<>(page.items().stream().map(LetterBody::inList).toList(), page.next());
    }

    @GET
    @Path("{id}")
    @RolesAllowed({ADMIN, OPERATOR})
    public Response one(@PathParam("id") String id) {
        DeadLetterFile file = desk.find(number(id)).orElseThrow(LetterUnknown::new);
        return Tags.unmet(request, Tags.of(file.letter().version())).orElseGet(() -> answer(file));
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({ADMIN, OPERATOR})
    public Response edit(@PathParam("id") String id, @Context HttpHeaders headers, byte[] body)
            throws JsonProcessingException {
        EditBody edit = EditBody.of(LetterRequest.read(body));
        return whereUnchanged(id, headers, seen -> answer(desk.edit(number(id), seen, edit)));
    }

    @POST
    @Path("{id}/replay")
    @RolesAllowed({ADMIN, OPERATOR})
    public Response replay(@PathParam("id") String id, @Context HttpHeaders headers) {
        return whereUnchanged(id, headers, seen -> {
            Replay replay = replays.replay(number(id), seen);
            replay.refusal().ifPresent(reason -> {
                throw refusedAgain(reason);
            });
            return answer(desk.find(number(id)).orElseThrow(LetterUnknown::new));
        });
    }

    @POST
    @Path("replay")
    @RolesAllowed({ADMIN, OPERATOR})
    public ReplayBody replayMany(@Context UriInfo address, byte[] body) throws JsonProcessingException {
        LetterChoice choice = LetterChoice.of(address.getQueryParameters(), body);
        return ReplayBody.of(replays.replay(choice.filter(), choice.after()));
    }

    @POST
    @Path("{id}/discard")
    @RolesAllowed({ADMIN, OPERATOR})
    public Response discard(@PathParam("id") String id, @Context HttpHeaders headers, byte[] body)
            throws JsonProcessingException {
        String reason =
                DiscardReason.of(LetterRequest.read(body, DiscardReason.class).flatMap(DiscardReason::reason));
        return whereUnchanged(id, headers, seen -> answer(desk.discard(number(id), seen, reason)));
    }

    @POST
    @Path("discard")
    @RolesAllowed({ADMIN, OPERATOR})
    public Map<String, Integer> discardMany(@Context UriInfo address, byte[] body) throws JsonProcessingException {
        LetterChoice choice = LetterChoice.of(address.getQueryParameters(), body);
        return Map.of("discarded", desk.discard(choice.filter(), choice.discardReason()));
    }

    /** The version of If-Match is compared again under the letter's lock. */
    private Response whereUnchanged(String id, HttpHeaders headers, Function<Optional<Long>, Response> write) {
        boolean conditional = headers.getHeaderString(HttpHeaders.IF_MATCH) != null;
        if (!conditional) {
            return write.apply(Optional.empty());
        }
        long version = desk.version(number(id)).orElseThrow(LetterUnknown::new);
        return Tags.unmet(request, Tags.of(version)).orElseGet(() -> write.apply(Optional.of(version)));
    }

    private static Refusal refusedAgain(Rejection reason) {
        List<Problem.Violation> errors =
                List.of(new Problem.Violation(reason.pointer(), reason.code().word(), reason.detail()));
        return new Refusal(Problem.of(
                422,
                "The record was refused again, and stays open; edit what the pointer names, or discard it.",
                errors));
    }

    private static long number(String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException e) {
            throw new LetterUnknown();
        }
    }

    private static Response answer(DeadLetterFile file) {
        return Response.ok(LetterBody.of(file))
                .tag(Tags.of(file.letter().version()))
                .build();
    }
}
