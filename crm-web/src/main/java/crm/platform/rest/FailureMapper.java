package crm.platform.rest;

import crm.platform.entity.Busy;
import crm.platform.entity.ForeignCursor;
import crm.platform.entity.Unavailable;
import jakarta.ejb.EJBException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.UUID;

/** Every failure that has no mapper of its own becomes a {@link Problem}; one that nobody expected is logged by an id. */
@Provider
public class FailureMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = System.getLogger(FailureMapper.class.getName());
    private static final int SECONDS_TO_WAIT = 5;

    @Override
    public Response toResponse(Throwable failure) {
        if (failure instanceof EJBException wrapper && wrapper.getCause() != null) {
            return toResponse(wrapper.getCause());
        }
        int refused = BodyRefused.causing(failure);
        if (refused != 0) {
            return BodyRefused.answer(refused);
        }
        if (failure instanceof Refusal refusal) {
            return refusal.problem().response();
        }
        if (failure instanceof ForeignCursor) {
            return Refusal.parameter("after", "foreign_cursor", failure.getMessage())
                    .problem()
                    .response();
        }
        if (failure instanceof WebApplicationException known) {
            return HttpFailure.answer(known.getResponse());
        }
        if (failure instanceof Busy) {
            return later("More is being asked for than can be answered at once; try again in a moment.");
        }
        if (failure instanceof Unavailable) {
            return later("This server cannot answer now; /crm/health/ready says why.");
        }
        if (Outage.tookTooLong(failure)) {
            return later("This took too long and was given up; ask for less, or try again when less is going on.");
        }
        return Outage.causes(failure) ? later("The database is away; try again soon.") : unexpected(failure);
    }

    private static Response later(String detail) {
        Response answer = Problem.of(503, detail).response();
        answer.getHeaders().putSingle("Retry-After", SECONDS_TO_WAIT);
        return answer;
    }

    private static Response unexpected(Throwable failure) {
        UUID id = UUID.randomUUID();
        LOG.log(Level.ERROR, "failure=" + id, failure);
        return Problem.of(500, "Something went wrong here; the log tells more under " + id + ".")
                .response();
    }
}
