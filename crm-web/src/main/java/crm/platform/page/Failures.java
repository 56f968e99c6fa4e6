package crm.platform.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import crm.platform.rest.Outage;
import jakarta.faces.application.ViewExpiredException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URLEncoder;
import java.util.stream.Stream;

/**
 * What a page could not do: a form that outlived its session starts again, a database that is away is told so, all else
 * is logged.
 */
@WebFilter("*.xhtml")
public class Failures extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String LOGIN = "/login.xhtml";
    private static final Logger LOG = System.getLogger(Failures.class.getName());

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (holdsNull(request)) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException e) {
            answer(request, response, e);
        }
    }

    // No database text can hold U+0000, and no person types it.
    private static boolean holdsNull(HttpServletRequest request) {
        return request.getParameterMap().values().stream()
                .flatMap(Stream::of)
                .anyMatch(value -> value.indexOf('\0') >= 0);
    }

    /** The page anew; that of the login says why, and still knows where it was going. */
    private static String again(HttpServletRequest request) {
        String page = request.getRequestURI();
        if (!LOGIN.equals(request.getServletPath())) {
            return page;
        }
        String next = request.getParameter("next");
        return page + "?over=form" + (next == null ? "" : "&next=" + URLEncoder.encode(next, UTF_8));
    }

    private static void answer(HttpServletRequest request, HttpServletResponse response, Exception failure)
            throws IOException {
        if (failure instanceof ViewExpiredException || failure.getCause() instanceof ViewExpiredException) {
            response.sendRedirect(again(request));
        } else if (Outage.tookTooLong(failure)) {
            request.setAttribute(ErrorPage.TOO_SLOW, true);
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        } else if (Outage.causes(failure)) {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        } else {
            LOG.log(Level.ERROR, "page=" + request.getServletPath() + " failed", failure);
            response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        }
    }
}
