package crm.access.service;

import crm.access.entity.Account;
import crm.access.entity.AccountChanged;
import crm.access.entity.AccountRefused;
import crm.access.entity.AccountView;
import crm.access.entity.LastAdmin;
import crm.access.entity.SaveAccount;
import crm.access.entity.SavedAccount;
import crm.platform.entity.Page;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Manages accounts. Each method is a transaction. */
@Stateless
public class AccountService {

    private static final Logger LOG = System.getLogger(AccountService.class.getName());

    @PersistenceContext(unitName = "crm")
    private EntityManager accounts;

    @Inject
    private Passwords passwords;

    /**
     * Accounts by name.
     *
     * @throws crm.platform.entity.ForeignCursor if {@code after} was not given out here
     */
    public Page<AccountView> all(int limit, Optional<String> after) {
        List<AccountView> found = accounts.createQuery(
                        "select a from Account a where a.name > :after order by a.name", Account.class)
                .setParameter("after", after.map(NameCursor::read).orElse(""))
                .setMaxResults(limit + 1)
                .getResultStream()
                .map(Account::view)
                .toList();
        return NameCursor.page(found, limit);
    }

    public Optional<AccountView> find(String name) {
        return Optional.ofNullable(accounts.find(Account.class, name)).map(Account::view);
    }

    /**
     * Makes the account or changes it. Idempotent.
     *
     * @param seen the version that must still be there, if any must
     * @throws AccountRefused if it may not be as it is wished
     * @throws LastAdmin if nobody would be admin any more
     * @throws AccountChanged if it is another version
     */
    public SavedAccount save(String name, SaveAccount wish, Optional<Long> seen) {
        oneAtATime();
        Account account = accounts.find(Account.class, name);
        expect(account, seen);
        boolean created = account == null;
        Account saved = created ? create(name, wish) : change(account, wish);
        accounts.flush();
        LOG.log(Level.INFO, "account={0} saved created={1}", name, created);
        return new SavedAccount(saved.view(), created);
    }

    /**
     * Deletes the account.
     *
     * @return whether there was one
     * @throws LastAdmin if nobody would be admin any more
     * @throws AccountChanged if it is not the version seen
     */
    public boolean delete(String name, Optional<Long> seen) {
        oneAtATime();
        Account account = accounts.find(Account.class, name);
        expect(account, seen);
        if (account == null) {
            return false;
        }
        keepAnAdminBeside(account);
        accounts.remove(account);
        LOG.log(Level.INFO, "account={0} deleted", name);
        return true;
    }

    private static void expect(Account account, Optional<Long> seen) {
        if (seen.isPresent() && (account == null || account.view().version() != seen.get())) {
            throw new AccountChanged();
        }
    }

    private Account create(String name, SaveAccount wish) {
        String password = wish.password()
                .orElseThrow(() -> new AccountRefused("/password", "missing_field", "A new account needs a password."));
        Account account = new Account(name, passwords.accept(password), wish.roles(), Instant.now());
        accounts.persist(account);
        return account;
    }

    private Account change(Account account, SaveAccount wish) {
        boolean wasAdmin = account.isAdmin();
        account.become(wish.roles(), Instant.now());
        wish.password().map(passwords::accept).ifPresent(hash -> account.changePassword(hash, Instant.now()));
        if (wasAdmin && !account.isAdmin()) {
            keepAnAdminBeside(account);
        }
        return account;
    }

    // Two admins must not take the role from each other at the same time. Readers do not wait.
    private void oneAtATime() {
        accounts.createNativeQuery("lock table account in share row exclusive mode")
                .executeUpdate();
    }

    private void keepAnAdminBeside(Account leaving) {
        boolean another = accounts.createQuery("select a from Account a where 'admin' member of a.roles", Account.class)
                .getResultStream()
                .anyMatch(admin -> !admin.equals(leaving));
        if (!another) {
            throw new LastAdmin();
        }
    }
}
