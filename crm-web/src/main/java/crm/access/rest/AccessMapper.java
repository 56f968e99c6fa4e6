package crm.access.rest;

import crm.access.entity.AccessException;
import crm.access.entity.AccountChanged;
import crm.access.entity.AccountRefused;
import crm.access.entity.AccountsUnreachable;
import crm.access.entity.LastAdmin;
import crm.platform.rest.Problem;
import crm.platform.rest.Refusal;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** What goes against the rules of accounts. */
@Provider
public class AccessMapper implements ExceptionMapper<AccessException> {

    @Override
    public Response toResponse(AccessException failure) {
        return problem(failure).response();
    }

    private static Problem problem(AccessException failure) {
        if (failure instanceof AccountRefused refused) {
            return Refusal.field(refused.pointer(), refused.code(), refused.getMessage())
                    .problem();
        }
        if (failure instanceof LastAdmin) {
            return Problem.of(409, failure.getMessage());
        }
        if (failure instanceof AccountChanged) {
            return Problem.of(412, failure.getMessage());
        }
        return failure instanceof AccountsUnreachable
                ? Problem.of(503, failure.getMessage())
                : Problem.of(422, failure.getMessage());
    }
}
