package crm.platform.page;

import crm.platform.rest.BodyRefused;
import crm.platform.rest.Problem;
import crm.platform.rest.ProblemAnswer;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Lets no more of a body in than its address needs, whatever it says of its length, and none that comes too slowly. The
 * first filter, see {@code web.xml}; the server's own limit is one for all addresses and must fit the largest.
 */
public class BodyLimits extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String FORM = "application/x-www-form-urlencoded";

    @Inject
    private transient BodySettings settings;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = pathOf(request);
        long limit = settings.limit(path);
        boolean api = isApi(path);
        if (request.getContentLengthLong() > limit) {
            refuse(response, api, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
        } else if (isPage(path) && !isForm(request)) {
            refuse(response, false, HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
        } else if (isPage(path) && "POST".equals(request.getMethod())) {
            doForm(request, response, limit, chain);
        } else {
            chain.doFilter(new BoundedRequest(request, limit, settings.patience()), response);
        }
    }

    private void doForm(HttpServletRequest request, HttpServletResponse response, long limit, FilterChain chain)
            throws IOException, ServletException {
        FormRequest form;
        try {
            form = FormRequest.read(new BoundedRequest(request, limit, settings.patience()));
        } catch (BodyRefused e) {
            refuse(response, false, e.status());
            return;
        }
        chain.doFilter(form, response);
    }

    private static void refuse(HttpServletResponse response, boolean api, int status) throws IOException {
        if (api) {
            ProblemAnswer.write(response, Problem.of(status));
        } else {
            response.sendError(status);
        }
    }

    private static boolean isPage(String path) {
        return path.endsWith(".xhtml");
    }

    /** Or nothing at all. */
    private static boolean isForm(HttpServletRequest request) {
        String type = request.getContentType();
        return type == null
                ? request.getContentLengthLong() <= 0
                : type.toLowerCase(java.util.Locale.ROOT).startsWith(FORM);
    }

    private static boolean isApi(String path) {
        return path.startsWith("/api/") || path.equals("/api");
    }

    private static String pathOf(HttpServletRequest request) {
        String info = request.getPathInfo();
        return info == null ? request.getServletPath() : request.getServletPath() + info;
    }
}
