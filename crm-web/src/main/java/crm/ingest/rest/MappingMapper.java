package crm.ingest.rest;

import crm.ingest.entity.MappingChanged;
import crm.ingest.entity.MappingRefused;
import crm.platform.rest.Problem;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** A mapping as it may not be, with the place of each fault. */
@Provider
public class MappingMapper implements ExceptionMapper<MappingRefused> {

    @Override
    public Response toResponse(MappingRefused failure) {
        return problem(failure, "").response();
    }

    static Problem problem(MappingRefused failure, String root) {
        return Problem.of(
                422,
                failure.getMessage(),
                failure.faults().stream()
                        .map(fault -> new Problem.Violation(root + fault.pointer(), fault.code(), fault.detail()))
                        .toList());
    }

    /** One that somebody else changed in between. */
    @Provider
    public static class Changed implements ExceptionMapper<MappingChanged> {

        @Override
        public Response toResponse(MappingChanged failure) {
            return Problem.of(412, failure.getMessage()).response();
        }
    }
}
