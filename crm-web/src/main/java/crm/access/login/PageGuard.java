package crm.access.login;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Lets those in who may see the page, by {@link PageRoles}; the container has made sure already that they logged in. */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class PageGuard extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = Place.pathOf(request);
        if (Place.of(path) != Place.PAGE
                || path.equals(LoginRedirect.PAGE)
                || PageRoles.allow(path, request::isUserInRole)) {
            chain.doFilter(request, response);
        } else {
            response.sendError(refusal(path));
        }
    }

    private int refusal(String path) throws IOException {
        boolean exists = PageRoles.of(path).isPresent() || getServletContext().getResource(path) != null;
        return exists ? HttpServletResponse.SC_FORBIDDEN : HttpServletResponse.SC_NOT_FOUND;
    }
}
