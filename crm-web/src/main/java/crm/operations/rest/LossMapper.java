package crm.operations.rest;

import crm.ingest.entity.LossRefused;
import crm.platform.rest.Problem;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** A decision about a loss that cannot be taken. */
@Provider
public class LossMapper implements ExceptionMapper<LossRefused> {

    @Override
    public Response toResponse(LossRefused refused) {
        return Problem.of(refused.unknown() ? 404 : 409, refused.getMessage()).response();
    }
}
