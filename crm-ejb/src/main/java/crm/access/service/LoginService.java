package crm.access.service;

import crm.access.entity.Account;
import crm.access.entity.AccountRefused;
import crm.access.entity.AccountView;
import crm.access.entity.AccountsUnreachable;
import crm.access.entity.KeySecret;
import crm.access.entity.LoginLocked;
import crm.access.service.AccountReader.Candidate;
import crm.platform.service.DatabaseSchema;
import crm.platform.service.StoreFailed;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJBException;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who is who, by password or key. Reads the account each time, so a change of it counts at once on all nodes, and holds no
 * connection while it computes. Whether somebody guessed too often is looked at before anything is computed, and a right
 * password does not change it. Thread-safe.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class LoginService {

    private static final Duration EXACTNESS = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_WAITING = 100;

    @Inject
    private AccountReader accounts;

    @Inject
    private AttemptStore attempts;

    @Inject
    private AccountService management;

    @Inject
    private KeyService keys;

    @Inject
    private DatabaseSchema schema;

    @Inject
    private Passwords passwords;

    @Inject
    private AccessSettings settings;

    @Inject
    private LockSettings locks;

    private final Clock clock = Clock.systemUTC();
    private ProvenCredentials proven;
    private HashGate gate;

    @PostConstruct
    void start() {
        proven = new ProvenCredentials(settings.credentialsTtl(), clock);
        gate = new HashGate(locks.hashesAtOnce(), MOST_WAITING, PATIENCE);
    }

    /**
     * The account that this password opens. An unknown name takes as long as a wrong password, and is locked as well.
     *
     * @param address from which it was sent
     * @throws LoginLocked if there were too many failures
     * @throws crm.access.entity.LoginsBusy if there is no time to compute it
     * @throws AccountsUnreachable if nobody can say at the moment
     */
    public Optional<AccountView> login(String name, String password, String address) {
        Candidate candidate = admit(name, address);
        return isProven(candidate, password)
                ? candidate.account().map(Account::view)
                : gate.pass(name, () -> prove(name, password, address));
    }

    /**
     * The account as it is now.
     *
     * @throws AccountsUnreachable if nobody can say at the moment
     */
    public Optional<AccountView> find(String name) {
        return reachable(() -> accounts.read(name)).map(Account::view);
    }

    /**
     * The account that this key opens, whatever anybody guessed.
     *
     * @throws AccountsUnreachable if nobody can say at the moment
     */
    public Optional<AccountView> open(KeySecret key) {
        return reachable(() -> keys.open(key));
    }

    /**
     * Changes the password of somebody who knows the present one. All other sessions of the account end.
     *
     * @throws AccountRefused if the present password is another, or the new one may not be one
     * @throws LoginLocked if the present one was guessed wrong too often
     */
    public AccountView changePassword(String name, String current, String password, String address) {
        AccountView account = login(name, current, address)
                .orElseThrow(
                        () -> new AccountRefused("/current", "wrong_password", "This is not the present password."));
        if (password.equals(current)) {
            throw new AccountRefused("/password", "same_password", "The new password is the present one.");
        }
        return management.changePassword(name, password, account.version());
    }

    // Others who wait for the same account may have changed what holds for it.
    private Optional<AccountView> prove(String name, String password, String address) {
        Candidate candidate = admit(name, address);
        boolean fits = isProven(candidate, password) || fits(candidate.account(), password);
        reachable(() -> {
            write(name, address, candidate, fits);
            return null;
        });
        return fits ? candidate.account().map(Account::view) : Optional.empty();
    }

    private Candidate admit(String name, String address) {
        Candidate candidate = reachable(() -> accounts.candidate(name, address));
        Instant now = clock.instant();
        candidate.standing().lockedUntil(now, locks.knownAddresses()).ifPresent(until -> {
            throw new LoginLocked(until, now);
        });
        return candidate;
    }

    private boolean isProven(Candidate candidate, String password) {
        return candidate
                .account()
                .flatMap(Account::passwordHash)
                .filter(hash -> proven.contain(password, hash))
                .isPresent();
    }

    private boolean fits(Optional<Account> account, String password) {
        Optional<String> hash = account.flatMap(Account::passwordHash);
        if (hash.isEmpty()) {
            passwords.pretend(password);
            return false;
        }
        boolean fits = passwords.fits(password, hash.get());
        if (fits) {
            proven.add(password, hash.get());
        }
        return fits;
    }

    private void write(String name, String address, Candidate candidate, boolean fits) {
        Instant now = clock.instant();
        if (!fits) {
            attempts.failed(name, address, candidate.account().isPresent(), now);
        } else if (!candidate.standing().isFresh(now, EXACTNESS)) {
            attempts.succeeded(name, address, candidate.standing().isFirst(), now);
        }
    }

    private <T> T reachable(Supplier<T> work) {
        if (!schema.ready()) {
            throw new AccountsUnreachable(null);
        }
        try {
            return work.get();
        } catch (EJBException | StoreFailed e) {
            throw new AccountsUnreachable(e);
        }
    }
}
