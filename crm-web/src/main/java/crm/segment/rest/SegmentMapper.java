package crm.segment.rest;

import crm.platform.rest.Problem;
import crm.segment.entity.SegmentChanged;
import crm.segment.entity.SegmentInUse;
import crm.segment.entity.SegmentNotInForce;
import crm.segment.entity.SegmentRefused;
import crm.segment.entity.SegmentUnknown;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** A definition that is not as it must be, with the place of each fault. */
@Provider
public class SegmentMapper implements ExceptionMapper<SegmentRefused> {

    @Override
    public Response toResponse(SegmentRefused failure) {
        return Problem.of(
                        422,
                        failure.getMessage(),
                        failure.faults().stream()
                                .map(fault -> new Problem.Violation(fault.pointer(), fault.code(), fault.detail()))
                                .toList())
                .response();
    }

    /** There is no such segment, or version of one. */
    @Provider
    public static class Unknown implements ExceptionMapper<SegmentUnknown> {

        @Override
        public Response toResponse(SegmentUnknown failure) {
            return Problem.of(404, failure.getMessage()).response();
        }
    }

    /** Others refer to it. */
    @Provider
    public static class InUse implements ExceptionMapper<SegmentInUse> {

        @Override
        public Response toResponse(SegmentInUse failure) {
            return Problem.of(409, failure.getMessage()).response();
        }
    }

    /** It is in another state. */
    @Provider
    public static class NotInForce implements ExceptionMapper<SegmentNotInForce> {

        @Override
        public Response toResponse(SegmentNotInForce failure) {
            return Problem.of(409, failure.getMessage()).response();
        }
    }

    /** Somebody else changed it in between. */
    @Provider
    public static class Changed implements ExceptionMapper<SegmentChanged> {

        @Override
        public Response toResponse(SegmentChanged failure) {
            return Problem.of(412, failure.getMessage()).response();
        }
    }
}
