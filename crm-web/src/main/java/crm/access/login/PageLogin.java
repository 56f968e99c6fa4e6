package crm.access.login;

import crm.access.entity.AccountView;
import crm.access.entity.AccountsUnreachable;
import crm.access.service.AccessSettings;
import crm.access.service.LoginService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** The login of people: once with a password, then by session. */
@ApplicationScoped
public class PageLogin {

    /** Header of requests that a page makes by itself; they do not keep a session alive. */
    static final String REFRESH = "Crm-Refresh";

    private static final Logger LOG = System.getLogger(PageLogin.class.getName());
    private static final String SESSION_KEY = SignedIn.class.getName();

    @Inject
    private LoginService logins;

    @Inject
    private AccessSettings settings;

    private final Clock clock = Clock.systemUTC();

    /**
     * Logs in; the session gets a new id, so one that somebody else planted is worth nothing.
     *
     * @return whether the password is right
     * @throws AccountsUnreachable if nobody can say at the moment
     */
    public boolean login(HttpServletRequest request, String name, String password) {
        Optional<AccountView> account = logins.login(name, password);
        account.ifPresent(found -> begin(request, found));
        if (account.isEmpty()) {
            LOG.log(Level.INFO, "login=refused");
        }
        return account.isPresent();
    }

    private void begin(HttpServletRequest request, AccountView account) {
        HttpSession session = request.getSession();
        request.changeSessionId();
        session.setMaxInactiveInterval(Math.toIntExact(settings.sessionIdle().toSeconds()));
        session.setAttribute(SESSION_KEY, SignedIn.of(account, clock.instant()));
        LOG.log(Level.INFO, "login=session account={0}", account.name());
    }

    /** Ends the session, if there is one. */
    public void logout(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    Optional<SignedIn> signedIn(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null || !(session.getAttribute(SESSION_KEY) instanceof SignedIn signedIn)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        if (signedIn.over(now, settings.sessionIdle(), settings.sessionMax()) || changed(signedIn)) {
            session.invalidate();
            return Optional.empty();
        }
        if (request.getHeader(REFRESH) == null) {
            session.setAttribute(SESSION_KEY, signedIn.activeAt(now));
        }
        return Optional.of(signedIn);
    }

    // While the database is away the session's word counts: people must be able to see that it is away.
    private boolean changed(SignedIn signedIn) {
        try {
            return logins.find(signedIn.name()).filter(signedIn::fits).isEmpty();
        } catch (AccountsUnreachable e) {
            return false;
        }
    }
}
