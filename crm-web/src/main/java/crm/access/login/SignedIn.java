package crm.access.login;

import crm.access.entity.AccountView;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * A person's login, kept in the session.
 *
 * @param accountVersion of the account that logged in; another version ends the login
 * @param mustChangePassword before anything else
 * @param since the login
 * @param active when the person last did something
 */
record SignedIn(
        String name,
        Set<String> roles,
        boolean mustChangePassword,
        Instant accountMade,
        long accountVersion,
        Instant since,
        Instant active)
        implements Serializable {

    SignedIn {
        roles = Set.copyOf(roles);
    }

    static SignedIn of(AccountView account, Instant now) {
        return new SignedIn(
                account.name(),
                account.roles(),
                account.mustChangePassword(),
                account.createdAt(),
                account.version(),
                now,
                now);
    }

    SignedIn activeAt(Instant now) {
        return new SignedIn(name, roles, mustChangePassword, accountMade, accountVersion, since, now);
    }

    boolean over(Instant now, Duration idle, Duration max) {
        return now.isAfter(active.plus(idle)) || now.isAfter(since.plus(max));
    }

    /** Whether the account is still the one that logged in, unchanged. */
    boolean fits(AccountView account) {
        return account.version() == accountVersion && account.createdAt().equals(accountMade);
    }
}
