package crm.access.service;

import crm.access.entity.Account;
import crm.access.entity.AccountView;
import crm.access.entity.AccountsUnreachable;
import crm.platform.service.DatabaseSchema;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJBException;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/**
 * Who is who. Reads the account each time, so a change of it counts at once on all nodes, and holds no connection while
 * it computes. Thread-safe.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class LoginService {

    @Inject
    private AccountReader accounts;

    @Inject
    private DatabaseSchema schema;

    @Inject
    private Passwords passwords;

    @Inject
    private AccessSettings settings;

    private ProvenCredentials proven;

    @PostConstruct
    void start() {
        proven = new ProvenCredentials(settings.credentialsTtl(), Clock.systemUTC());
    }

    /**
     * The account that this password opens. An unknown name takes as long as a wrong password.
     *
     * @throws AccountsUnreachable if nobody can say at the moment
     */
    public Optional<AccountView> login(String name, String password) {
        Optional<Account> account = read(name);
        if (account.isEmpty()) {
            passwords.pretend(password);
        }
        return account.filter(found -> opens(password, found.passwordHash())).map(Account::view);
    }

    /**
     * The account as it is now.
     *
     * @throws AccountsUnreachable if nobody can say at the moment
     */
    public Optional<AccountView> find(String name) {
        return read(name).map(Account::view);
    }

    private boolean opens(String password, String hash) {
        if (proven.contain(password, hash)) {
            return true;
        }
        boolean fits = passwords.fits(password, hash);
        if (fits) {
            proven.add(password, hash);
        }
        return fits;
    }

    private Optional<Account> read(String name) {
        if (!schema.ready()) {
            throw new AccountsUnreachable(null);
        }
        if (!Account.canBeNamed(name)) {
            return Optional.empty();
        }
        try {
            return accounts.read(name);
        } catch (EJBException e) {
            throw new AccountsUnreachable(e);
        }
    }
}
