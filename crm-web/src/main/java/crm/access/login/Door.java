package crm.access.login;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/**
 * Asks everybody who they are. What needs no answer is listed in {@code web.xml}; the API and its description answer
 * 401, pages lead to the login, and whoever has to change their password first to the page for that.
 */
@ApplicationScoped
public class Door implements HttpAuthenticationMechanism {

    @Inject
    private ApiLogin api;

    @Inject
    private PageLogin pages;

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        return switch (Place.of(request)) {
            case OPEN -> context.doNothing();
            case API -> api.validate(request, response, context);
            case DESCRIPTION -> bySession(request, context).orElseGet(() -> api.validate(request, response, context));
            case PAGE ->
                pages.signedIn(request)
                        .map(signedIn -> page(signedIn, request, context))
                        .orElseGet(() -> LoginRedirect.answer(request, response, context));
        };
    }

    private Optional<AuthenticationStatus> bySession(HttpServletRequest request, HttpMessageContext context) {
        return pages.signedIn(request)
                .filter(signedIn -> !signedIn.mustChangePassword())
                .map(signedIn -> context.notifyContainerAboutLogin(signedIn.name(), signedIn.roles()));
    }

    private static AuthenticationStatus page(
            SignedIn signedIn, HttpServletRequest request, HttpMessageContext context) {
        return signedIn.mustChangePassword() && !Place.pathOf(request).equals(PageRoles.ME)
                ? context.redirect(request.getContextPath() + PageRoles.ME)
                : context.notifyContainerAboutLogin(signedIn.name(), signedIn.roles());
    }
}
