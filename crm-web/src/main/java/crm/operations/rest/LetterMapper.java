package crm.operations.rest;

import crm.ingest.entity.LetterChanged;
import crm.ingest.entity.LetterException;
import crm.ingest.entity.LetterUnknown;
import crm.ingest.entity.ReplayDelayed;
import crm.platform.rest.Problem;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** What cannot be done with a dead letter. */
@Provider
public class LetterMapper implements ExceptionMapper<LetterException> {

    private static final int SECONDS_TO_WAIT = 5;

    @Override
    public Response toResponse(LetterException failure) {
        Response answer = Problem.of(status(failure), failure.getMessage()).response();
        if (failure instanceof ReplayDelayed) {
            answer.getHeaders().putSingle("Retry-After", SECONDS_TO_WAIT);
        }
        return answer;
    }

    private static int status(LetterException failure) {
        if (failure instanceof LetterUnknown) {
            return 404;
        } else if (failure instanceof LetterChanged) {
            return 412;
        }
        return failure instanceof ReplayDelayed ? 503 : 409;
    }
}
