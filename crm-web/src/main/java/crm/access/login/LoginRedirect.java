package crm.access.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.util.Optional;

/** The way to the login page, and from there back to the page that was asked for. */
public final class LoginRedirect {

    static final String PAGE = "/login.xhtml";
    private static final int LONGEST = 1000;

    private LoginRedirect() {}

    static AuthenticationStatus answer(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        if (!context.isProtected()) {
            return context.doNothing();
        }
        // Relative: the server would put in the host that the request claims to have asked.
        response.setStatus(HttpServletResponse.SC_FOUND);
        response.setHeader("Location", address(request));
        return AuthenticationStatus.SEND_CONTINUE;
    }

    private static String address(HttpServletRequest request) {
        String query = request.getQueryString();
        String asked = query == null ? request.getRequestURI() : request.getRequestURI() + '?' + query;
        String login = request.getContextPath() + PAGE;
        return wayBack(asked, request.getContextPath())
                .map(back -> login + "?next=" + URLEncoder.encode(back, UTF_8) + why(request))
                .orElse(login);
    }

    /** Whose session has ended is told so; and whoever sends a form had one, and that nothing came of it. */
    private static String why(HttpServletRequest request) {
        if ("POST".equals(request.getMethod())) {
            return "&over=unsent";
        }
        return request.getRequestedSessionId() == null || request.isRequestedSessionIdValid() ? "" : "&over=session";
    }

    /**
     * Where to go after the login: only to a page of this application, however the address was come by.
     *
     * @param asked may be null
     */
    public static Optional<String> wayBack(String asked, String contextPath) {
        return Optional.ofNullable(asked)
                .filter(address -> address.length() <= LONGEST)
                .filter(address -> address.startsWith(contextPath + '/'))
                .filter(address -> address.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\'))
                .filter(address -> !address.contains("//") && !address.startsWith(contextPath + PAGE));
    }
}
