package crm.segment.rest;

import crm.platform.rest.Problem;
import crm.segment.entity.ClusterChanged;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Somebody else gave the group another name in between. */
@Provider
public class ClusterMapper implements ExceptionMapper<ClusterChanged> {

    @Override
    public Response toResponse(ClusterChanged failure) {
        return Problem.of(412, failure.getMessage()).response();
    }
}
