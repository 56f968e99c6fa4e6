package crm.segment.rest;

import crm.platform.rest.Problem;
import crm.segment.entity.TraitChanged;
import crm.segment.entity.TraitUnknown;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Nobody has defined a trait of that key. */
@Provider
public class TraitMapper implements ExceptionMapper<TraitUnknown> {

    @Override
    public Response toResponse(TraitUnknown failure) {
        return Problem.of(404, failure.getMessage()).response();
    }

    /** Somebody else changed it in between. */
    @Provider
    public static class Changed implements ExceptionMapper<TraitChanged> {

        @Override
        public Response toResponse(TraitChanged failure) {
            return Problem.of(412, failure.getMessage()).response();
        }
    }
}
