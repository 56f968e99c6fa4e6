package crm.access.rest;

import crm.access.entity.AccessException;
import crm.access.entity.AccountChanged;
import crm.access.entity.AccountRefused;
import crm.access.entity.AccountsUnreachable;
import crm.access.entity.LastAdmin;
import crm.access.entity.LoginLocked;
import crm.access.entity.LoginsBusy;
import crm.platform.rest.Problem;
import crm.platform.rest.Refusal;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** What goes against the rules of accounts. */
@Provider
public class AccessMapper implements ExceptionMapper<AccessException> {

    private static final int SECONDS_TO_WAIT = 5;

    @Override
    public Response toResponse(AccessException failure) {
        if (failure instanceof LoginLocked locked) {
            return later(Problem.of(429, failure.getMessage()), locked.seconds());
        }
        if (failure instanceof AccountsUnreachable || failure instanceof LoginsBusy) {
            return later(Problem.of(503, failure.getMessage()), SECONDS_TO_WAIT);
        }
        return problem(failure).response();
    }

    private static Response later(Problem problem, long seconds) {
        Response answer = problem.response();
        answer.getHeaders().putSingle("Retry-After", seconds);
        return answer;
    }

    private static Problem problem(AccessException failure) {
        if (failure instanceof AccountRefused refused) {
            return Refusal.field(refused.pointer(), refused.code(), refused.getMessage())
                    .problem();
        }
        if (failure instanceof LastAdmin) {
            return Problem.of(409, failure.getMessage());
        }
        return Problem.of(failure instanceof AccountChanged ? 412 : 422, failure.getMessage());
    }
}
