package crm.platform.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Tells a {@link Problem} where JAX-RS is not at work: before it, and beside it. */
public final class ProblemAnswer {

    private ProblemAnswer() {}

    public static void write(HttpServletResponse response, Problem problem) {
        try {
            byte[] body = Json.mapper().writeValueAsString(problem).getBytes(UTF_8);
            response.setStatus(problem.status());
            response.setContentType(Problem.TYPE);
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
            response.flushBuffer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
