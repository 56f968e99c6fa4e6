package crm.profile.rest;

import crm.ingest.entity.EventRefused;
import crm.platform.rest.Problem;
import crm.platform.rest.Refusal;
import crm.profile.entity.CustomerException;
import crm.profile.entity.NoteOfAnother;
import crm.profile.entity.NoteRefused;
import crm.profile.entity.ProfileChanged;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** What cannot be done with a customer: there is no such one (404), it has changed (412), or it is somebody else's (403). */
@Provider
public class CustomerMapper implements ExceptionMapper<CustomerException> {

    @Override
    public Response toResponse(CustomerException failure) {
        if (failure instanceof NoteRefused refused) {
            return Refusal.field("/text", refused.code(), refused.getMessage())
                    .problem()
                    .response();
        }
        return Problem.of(status(failure), failure.getMessage()).response();
    }

    private static int status(CustomerException failure) {
        if (failure instanceof ProfileChanged) {
            return 412;
        }
        return failure instanceof NoteOfAnother ? 403 : 404;
    }

    /** What may not be said of a customer, with the place of each fault. */
    @Provider
    public static class Refused implements ExceptionMapper<EventRefused> {

        @Override
        public Response toResponse(EventRefused failure) {
            return Problem.of(
                            422,
                            failure.getMessage(),
                            failure.faults().stream()
                                    .map(fault -> new Problem.Violation(fault.pointer(), fault.code(), fault.detail()))
                                    .toList())
                    .response();
        }
    }
}
