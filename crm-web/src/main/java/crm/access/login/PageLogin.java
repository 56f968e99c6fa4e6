package crm.access.login;

import crm.access.entity.AccountView;
import crm.access.entity.AccountsUnreachable;
import crm.access.service.AccessSettings;
import crm.access.service.AccountService;
import crm.access.service.LoginService;
import crm.platform.page.LiveServlet;
import jakarta.ejb.EJBException;
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

    /** What came of a login. */
    public enum Outcome {
        DONE,
        WRONG,
        /** The password is right, but the account is a system's. */
        NOT_A_PERSON
    }

    /** Header of requests that a page makes by itself; they do not keep a session alive. */
    static final String REFRESH = "Crm-Refresh";

    private static final Logger LOG = System.getLogger(PageLogin.class.getName());
    private static final String SESSION_KEY = SignedIn.class.getName();

    @Inject
    private LoginService logins;

    @Inject
    private AccountService accounts;

    @Inject
    private AccessSettings settings;

    private final Clock clock = Clock.systemUTC();

    /**
     * Logs in, in a new session: one that somebody else planted, or left here, is worth nothing.
     *
     * @throws crm.access.entity.LoginLocked if there were too many failures
     * @throws crm.access.entity.LoginsBusy if there is no time to check the password
     * @throws AccountsUnreachable if nobody can say at the moment
     */
    public Outcome login(HttpServletRequest request, String name, String password) {
        Optional<AccountView> account = logins.login(name, password, request.getRemoteAddr());
        if (account.isEmpty()) {
            return Outcome.WRONG;
        }
        if (!account.get().isPerson()) {
            return Outcome.NOT_A_PERSON;
        }
        accounts.loggedIn(name);
        forget(request);
        begin(request.getSession(), account.get());
        return Outcome.DONE;
    }

    /**
     * Changes the password of whoever is logged in. This session goes on under another id, all others end.
     *
     * @throws crm.access.entity.AccessException if it may not be, see {@link LoginService#changePassword}
     */
    public void changePassword(HttpServletRequest request, String current, String password) {
        String name = request.getUserPrincipal().getName();
        AccountView account = logins.changePassword(name, current, password, request.getRemoteAddr());
        request.changeSessionId();
        begin(request.getSession(), account);
    }

    private static void forget(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    private void begin(HttpSession session, AccountView account) {
        session.setMaxInactiveInterval(Math.toIntExact(settings.sessionIdle().toSeconds()));
        session.setAttribute(SESSION_KEY, SignedIn.of(account, clock.instant()));
    }

    /** Ends the session, if there is one. */
    public void logout(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return;
        }
        Object signedIn = session.getAttribute(SESSION_KEY);
        session.invalidate();
        if (signedIn instanceof SignedIn known) {
            tellLogout(known.name());
        }
    }

    // Whoever wants to leave can, whether or not it can be written down.
    private void tellLogout(String name) {
        try {
            accounts.loggedOut(name);
        } catch (EJBException e) {
            LOG.log(Level.WARNING, "logout account={0} is not in the audit trail: {1}", name, e.getMessage());
        }
    }

    Optional<SignedIn> signedIn(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null || !(session.getAttribute(SESSION_KEY) instanceof SignedIn signedIn)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        if (signedIn.over(now, settings.sessionIdle(), settings.sessionMax()) || changed(signedIn)) {
            // Not invalidated here: contexts of the request are bound to it already. The next login does.
            session.removeAttribute(SESSION_KEY);
            return Optional.empty();
        }
        if (request.getHeader(REFRESH) == null && !Place.pathOf(request).equals(LiveServlet.PATH)) {
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
