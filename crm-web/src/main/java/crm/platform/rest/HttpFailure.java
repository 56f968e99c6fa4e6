package crm.platform.rest;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Failures that JAX-RS finds itself, in words of our own: its own ones repeat addresses and names of classes. */
final class HttpFailure {

    private static final List<String> KEPT = List.of(HttpHeaders.ALLOW, HttpHeaders.WWW_AUTHENTICATE, "Retry-After");

    private HttpFailure() {}

    static Response answer(Response found) {
        if (found.getStatus() < 400) {
            return found;
        }
        Response answer = Problem.of(found.getStatus()).response();
        for (String header : KEPT) {
            if (found.getHeaders().containsKey(header)) {
                answer.getHeaders().put(header, found.getHeaders().get(header));
            }
        }
        return answer;
    }

    static String detail(int status) {
        return switch (status) {
            case 400 -> "The request cannot be understood.";
            case 401 -> "Log in with an account's name and password (HTTP Basic).";
            case 403 -> "Your roles do not allow this.";
            case 404 -> "There is nothing at this address.";
            case 405 -> "This address does not know this method; see the header Allow.";
            case 406 -> "None of the media types in the header Accept can be given here.";
            case 408 -> "The body came too slowly, or not to its end.";
            case 413 -> "The body is too large.";
            case 415 -> "A body of this media type is not taken here; see the header Content-Type.";
            default -> "The request cannot be answered.";
        };
    }
}
