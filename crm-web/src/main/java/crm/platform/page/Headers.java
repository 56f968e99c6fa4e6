package crm.platform.page;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Headers that keep browsers from doing what nobody asked for. What the server answers before any filter is at work has
 * them from {@code undertow-handlers.conf}. The content security policy of pages is PrimeFaces' work, see
 * {@code web.xml}: it knows the nonces of its scripts.
 */
public class Headers extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String FILES = "public, max-age=3600";
    private static final String ANSWERS = "private, no-cache";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        set(response, request.getServletPath());
        chain.doFilter(request, new RelativeRedirects(response));
    }

    static void set(HttpServletResponse response, String path) {
        boolean file = path.startsWith("/static/") || path.startsWith("/jakarta.faces.resource/");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cache-Control", file ? FILES : path.startsWith("/api/") ? ANSWERS : "no-store");
        if (file || !path.endsWith(".xhtml")) {
            response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        }
    }
}
