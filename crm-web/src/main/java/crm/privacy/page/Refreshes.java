package crm.privacy.page;

import crm.privacy.service.Refresh;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Tells requests that an open page makes by itself, which {@code refresh.js} marks, from those of people. */
@WebFilter("*.xhtml")
public class Refreshes extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String HEADER = "Crm-Refresh";

    @Inject
    private transient Refresh refresh;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getHeader(HEADER) != null) {
            refresh.byItself();
        }
        chain.doFilter(request, response);
    }
}
