package crm.platform.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.Response;
import java.util.List;

/**
 * What went wrong, as RFC 9457 wants it told. Never a stack trace, never personal data, never what was sent.
 *
 * @param errors each fault by itself, where there are several or a field is to blame
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Violation> errors) {

    public static final String TYPE = "application/problem+json";

    /** One fault; {@code pointer} is a JSON Pointer into the body, or {@code ?name} of a query parameter. */
    public record Violation(String pointer, String code, String detail) {}

    /** In words that fit every failure of this status. */
    public static Problem of(int status) {
        return of(status, HttpFailure.detail(status));
    }

    public static Problem of(int status, String detail) {
        return of(status, detail, List.of());
    }

    public static Problem of(int status, String detail, List<Violation> errors) {
        Response.Status known = Response.Status.fromStatusCode(status);
        String title = known == null ? (status == 422 ? "Unprocessable Content" : "Error") : known.getReasonPhrase();
        return new Problem("about:blank", title, status, detail, List.copyOf(errors));
    }

    public Response response() {
        return Response.status(status).type(TYPE).entity(this).build();
    }
}
