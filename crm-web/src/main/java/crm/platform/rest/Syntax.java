package crm.platform.rest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Refuses addresses and headers that are none before JAX-RS sees them, which would refuse them without a word and write
 * what was sent into the log, and before Faces does, which would fail.
 */
@WebFilter({"/api/*", "*.xhtml"})
public class Syntax extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<String> fault = fault(request);
        if (fault.isEmpty()) {
            chain.doFilter(request, response);
        } else if (request.getServletPath().startsWith("/api")) {
            ProblemAnswer.write(response, Problem.of(400, fault.get()));
        } else {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        }
    }

    private static Optional<String> fault(HttpServletRequest request) {
        if (!PercentCode.isUtf8(request.getRequestURI()) || !PercentCode.isUtf8(request.getQueryString())) {
            return Optional.of("The address holds a % that is no escape of UTF-8; a % itself is written %25.");
        }
        String type = request.getContentType();
        if (type != null && !MediaTypes.isOne(type)) {
            return Optional.of("The header Content-Type is no media type with a known charset.");
        }
        List<String> accepted = Collections.list(request.getHeaders("Accept"));
        return accepted.stream().allMatch(MediaTypes::areRanges)
                ? Optional.empty()
                : Optional.of("The header Accept is no list of media types.");
    }
}
