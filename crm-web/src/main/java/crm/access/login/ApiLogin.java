package crm.access.login;

import crm.access.entity.AccountsUnreachable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/** HTTP Basic, with each request. */
@ApplicationScoped
class ApiLogin {

    private static final String SECONDS_TO_WAIT = "5";

    @Inject
    private IdentityStoreHandler accounts;

    AuthenticationStatus validate(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        Optional<UsernamePasswordCredential> credential = BasicHeader.credential(request.getHeader("Authorization"));
        try {
            return credential
                    .map(accounts::validate)
                    .filter(result -> result.getStatus() == CredentialValidationResult.Status.VALID)
                    .map(context::notifyContainerAboutLogin)
                    .orElseGet(() -> refuse(response));
        } catch (AccountsUnreachable e) {
            return postpone(response);
        }
    }

    private static AuthenticationStatus refuse(HttpServletResponse response) {
        response.setHeader("WWW-Authenticate", "Basic realm=\"crm\"");
        return fail(response, HttpServletResponse.SC_UNAUTHORIZED);
    }

    private static AuthenticationStatus postpone(HttpServletResponse response) {
        response.setHeader("Retry-After", SECONDS_TO_WAIT);
        return fail(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }

    // The body is the error servlet's: the server sends every failed login there, whatever was written before.
    private static AuthenticationStatus fail(HttpServletResponse response, int status) {
        response.setStatus(status);
        return AuthenticationStatus.SEND_FAILURE;
    }
}
