package crm.access.login;

import crm.access.entity.AccountsUnreachable;
import crm.access.entity.Caller;
import crm.access.entity.LoginLocked;
import crm.access.entity.LoginsBusy;
import crm.access.entity.TokenKeysUnreachable;
import crm.access.service.LoginService;
import crm.access.service.TokenService;
import crm.platform.rest.Problem;
import crm.platform.rest.ProblemAnswer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.Set;

/** The login of systems: with each request, by password, key or token. */
@ApplicationScoped
class ApiLogin {

    private static final int SECONDS_TO_WAIT = 5;
    private static final int TOO_MANY_REQUESTS = 429;

    /** All that those may ask for who must change their password. */
    private static final Set<String> OF_PASSWORDS = Set.of("/api/v1/me", "/api/v1/me/password");

    @Inject
    private LoginService logins;

    @Inject
    private TokenService tokens;

    AuthenticationStatus validate(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        Optional<Credentials> credentials = Credentials.of(request.getHeader("Authorization"));
        try {
            return credentials
                    .flatMap(given -> caller(given, request.getRemoteAddr()))
                    .map(caller -> admit(caller, request, response, context))
                    .orElseGet(() -> refuse(credentials, request, response));
        } catch (LoginLocked e) {
            return postpone(request, response, TOO_MANY_REQUESTS, e.seconds(), e.getMessage());
        } catch (AccountsUnreachable | TokenKeysUnreachable | LoginsBusy e) {
            return postpone(request, response, 503, SECONDS_TO_WAIT, e.getMessage());
        }
    }

    private Optional<Caller> caller(Credentials credentials, String address) {
        if (credentials instanceof Credentials.Password given) {
            return logins.login(given.name(), given.password(), address).map(Caller::of);
        }
        if (credentials instanceof Credentials.Key given) {
            return logins.open(given.secret())
                    .filter(account -> given.name().map(account.name()::equals).orElse(true))
                    .map(account -> new Caller(account.name(), account.roles(), false));
        }
        return credentials instanceof Credentials.Token given ? tokens.open(given.text()) : Optional.empty();
    }

    private static AuthenticationStatus admit(
            Caller caller, HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        if (caller.mustChangePassword() && !OF_PASSWORDS.contains(Place.pathOf(request))) {
            String detail = "Change your password first: PUT /me/password with current and password.";
            ProblemAnswer.leave(request, response, Problem.of(403, detail));
            return AuthenticationStatus.SEND_FAILURE;
        }
        return context.notifyContainerAboutLogin(caller.name(), caller.roles());
    }

    private static AuthenticationStatus refuse(
            Optional<Credentials> credentials, HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("WWW-Authenticate", "Basic realm=\"crm\", charset=\"UTF-8\"");
        boolean bearer = credentials.filter(Credentials.Token.class::isInstance).isPresent();
        response.addHeader("WWW-Authenticate", "Bearer realm=\"crm\"" + (bearer ? ", error=\"invalid_token\"" : ""));
        String detail = bearer
                ? "The token is not valid here: its signature, issuer, audience or time is wrong."
                : "Log in with an account's name and password by HTTP Basic, or with a key or token as Bearer.";
        ProblemAnswer.leave(request, response, Problem.of(401, detail));
        return AuthenticationStatus.SEND_FAILURE;
    }

    private static AuthenticationStatus postpone(
            HttpServletRequest request, HttpServletResponse response, int status, long seconds, String detail) {
        response.setHeader("Retry-After", String.valueOf(seconds));
        ProblemAnswer.leave(request, response, Problem.of(status, detail));
        return AuthenticationStatus.SEND_FAILURE;
    }
}
