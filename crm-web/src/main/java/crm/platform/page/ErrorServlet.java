package crm.platform.page;

import crm.platform.rest.ProblemAnswer;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Where the container sends every error: pages show it in our layout, the API tells a problem. */
@WebServlet(ErrorServlet.PATH)
public class ErrorServlet extends HttpServlet {

    static final String PATH = "/error";
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (!(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer found)) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        // Servlets say "not implemented" of methods that they do not know, as if it were our fault.
        int status =
                found == HttpServletResponse.SC_NOT_IMPLEMENTED ? HttpServletResponse.SC_METHOD_NOT_ALLOWED : found;
        if (ofApi(request)) {
            Headers.set(response, "/api/");
            ProblemAnswer.write(response, ProblemAnswer.left(request, status));
        } else {
            response.reset(); // of headers that were meant for what could not be given
            response.setStatus(status);
            Headers.set(response, "/error.xhtml");
            if (status == HttpServletResponse.SC_REQUEST_TIMEOUT) {
                response.setHeader("Connection", "close"); // or the server would wait for the rest
            }
            request.getRequestDispatcher("/error.xhtml").forward(new Unsent(request), response);
        }
    }

    private static boolean ofApi(HttpServletRequest request) {
        String asked = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI))
                .substring(request.getContextPath().length());
        return asked.startsWith("/api") || asked.startsWith("/openapi") || asked.startsWith("/health");
    }
}
