package crm.operations.rest;

import crm.operations.entity.SteeringRefused;
import crm.platform.rest.Problem;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Locale;

/** What cannot be done with a group. */
@Provider
public class SteeringMapper implements ExceptionMapper<SteeringRefused> {

    @Override
    public Response toResponse(SteeringRefused refused) {
        return Problem.of(status(refused), refused.getMessage(), errors(refused))
                .response();
    }

    private static int status(SteeringRefused refused) {
        return switch (refused.reason()) {
            case UNKNOWN -> 404;
            case IMPOSSIBLE -> 422;
            case CONFLICT -> 409;
        };
    }

    private static List<Problem.Violation> errors(SteeringRefused refused) {
        String code = refused.reason().name().toLowerCase(Locale.ROOT);
        return refused.pointer().isEmpty()
                ? List.of()
                : List.of(new Problem.Violation(refused.pointer(), code, refused.getMessage()));
    }
}
