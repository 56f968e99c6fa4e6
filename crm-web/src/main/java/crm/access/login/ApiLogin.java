package crm.access.login;

import crm.access.entity.AccountsUnreachable;
import crm.platform.rest.Problem;
import crm.platform.rest.ProblemAnswer;
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
                    .orElseGet(() -> refuse(request, response));
        } catch (AccountsUnreachable e) {
            return postpone(request, response, e);
        }
    }

    private static AuthenticationStatus refuse(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("WWW-Authenticate", "Basic realm=\"crm\"");
        ProblemAnswer.leave(
                request, response, Problem.of(401, "Log in with HTTP Basic: an account's name and password."));
        return AuthenticationStatus.SEND_FAILURE;
    }

    private static AuthenticationStatus postpone(
            HttpServletRequest request, HttpServletResponse response, AccountsUnreachable e) {
        response.setHeader("Retry-After", SECONDS_TO_WAIT);
        ProblemAnswer.leave(request, response, Problem.of(503, e.getMessage()));
        return AuthenticationStatus.SEND_FAILURE;
    }
}
