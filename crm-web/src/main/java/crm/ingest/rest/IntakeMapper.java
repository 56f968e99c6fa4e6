package crm.ingest.rest;

import crm.ingest.entity.IntakeRefused;
import crm.platform.rest.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Events that cannot be taken, all of them. */
@Provider
public class IntakeMapper implements ExceptionMapper<IntakeRefused> {

    @Override
    public Response toResponse(IntakeRefused failure) {
        return switch (failure.reason()) {
            case MALFORMED -> Problem.of(400, failure.getMessage()).response();
            // The rest of the body is not read, so nothing else can come on this connection.
            case TOO_LARGE -> with(Problem.of(413, failure.getMessage()).response(), "Connection", "close");
            case BUSY ->
                with(
                        Problem.of(429, failure.getMessage()).response(),
                        HttpHeaders.RETRY_AFTER,
                        Math.max(1, failure.patience().plusMillis(999).toSeconds()));
        };
    }

    private static Response with(Response answer, String header, Object value) {
        answer.getHeaders().putSingle(header, value);
        return answer;
    }
}
