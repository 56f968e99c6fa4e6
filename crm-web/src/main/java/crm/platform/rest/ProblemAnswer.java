package crm.platform.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Tells a {@link Problem} where JAX-RS is not at work: before it, and beside it. */
public final class ProblemAnswer {

    private static final String ANSWER = ProblemAnswer.class.getName();

    private ProblemAnswer() {}

    /**
     * Leaves the problem to be told when the server answers with its status, as it does after a login that failed; were
     * it written at once, the server would try to answer a second time.
     */
    public static void leave(HttpServletRequest request, HttpServletResponse response, Problem problem) {
        request.setAttribute(ANSWER, problem);
        response.setStatus(problem.status());
    }

    /** The problem that was left, else one for the status. */
    public static Problem left(HttpServletRequest request, int status) {
        return request.getAttribute(ANSWER) instanceof Problem problem ? problem : Problem.of(status);
    }

    public static void write(HttpServletResponse response, Problem problem) {
        try {
            byte[] body = Json.mapper().writeValueAsString(problem).getBytes(UTF_8);
            response.setStatus(problem.status());
            response.setContentType(Problem.TYPE);
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
