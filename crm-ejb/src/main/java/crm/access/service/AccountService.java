package crm.access.service;

import crm.access.entity.Account;
import crm.access.entity.AccountChanged;
import crm.access.entity.AccountKind;
import crm.access.entity.AccountRefused;
import crm.access.entity.AccountView;
import crm.access.entity.LastAdmin;
import crm.access.entity.SaveAccount;
import crm.access.entity.SavedAccount;
import crm.platform.entity.Page;
import crm.privacy.entity.Act;
import crm.privacy.service.AuditTrail;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Manages accounts. Each method is a transaction. */
@Stateless
public class AccountService {

    private static final Logger LOG = System.getLogger(AccountService.class.getName());

    @PersistenceContext(unitName = "crm")
    private EntityManager accounts;

    @Inject
    private Passwords passwords;

    @Inject
    private AttemptStore attempts;

    @Inject
    private AuditTrail audit;

    /**
     * Accounts by name, with what is known of their logins.
     *
     * @param text part of the name
     * @throws crm.platform.entity.ForeignCursor if {@code after} was not given out here
     */
    public Page<AccountView> all(Optional<String> text, int limit, Optional<String> after) {
        List<AccountView> found = accounts.createQuery("""
                        select a from Account a where a.name > :after and lower(a.name) like :text escape '!'
                        order by a.name""", Account.class)
                .setParameter("after", after.map(NameCursor::read).orElse(""))
                .setParameter("text", '%' + pattern(text.orElse("")) + '%')
                .setMaxResults(limit + 1)
                .getResultStream()
                .map(AccountService::withLogin)
                .toList();
        Page<AccountView> page = NameCursor.page(found, limit);
        return new Page<>(withLocks(page.items()), page.next());
    }

    private static String pattern(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1");
    }

    public Optional<AccountView> find(String name) {
        return Optional.ofNullable(accounts.find(Account.class, name)).map(Account::view);
    }

    /** The account with what is known of its logins. */
    public Optional<AccountView> look(String name) {
        return Optional.ofNullable(accounts.find(Account.class, name))
                .map(AccountService::withLogin)
                .map(account -> withLocks(List.of(account)).get(0));
    }

    private static AccountView withLogin(Account account) {
        return account.view().with(account.lastLoginAt(), Optional.empty());
    }

    private List<AccountView> withLocks(List<AccountView> found) {
        Map<String, Instant> locked =
                attempts.locked(found.stream().map(AccountView::name).toList(), Instant.now());
        return found.stream()
                .map(account -> account.with(account.lastLoginAt(), Optional.ofNullable(locked.get(account.name()))))
                .toList();
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
        Optional<String> hash = wish.password().map(password -> passwords.accept(name, password));
        oneAtATime();
        Account account = accounts.find(Account.class, name);
        expect(account, seen);
        boolean created = account == null;
        Account saved = created ? create(name, wish) : account;
        change(saved, wish, hash);
        accounts.persist(saved);
        accounts.flush();
        LOG.log(Level.INFO, "account={0} saved created={1}", name, created);
        audit.act(new Act("account.saved", "account:" + name)
                .with("created", created)
                .with("kind", saved.view().kind())
                .with("roles", String.join(" ", saved.view().roles()))
                .with("password_set", hash.isPresent()));
        return new SavedAccount(saved.view(), created);
    }

    /**
     * Gives the account another password, chosen by its owner, who has proven the present one.
     *
     * @param seen the version of the account when that was proven
     * @throws AccountRefused if the password may not be one
     * @throws AccountChanged if it is another version
     */
    public AccountView changePassword(String name, String password, long seen) {
        String hash = passwords.accept(name, password);
        oneAtATime();
        Account account = accounts.find(Account.class, name);
        expect(account, Optional.of(seen));
        account.changePassword(hash, Instant.now());
        accounts.flush();
        LOG.log(Level.INFO, "account={0} password=changed", name);
        audit.act(new Act("password.changed", "account:" + name));
        return account.view();
    }

    /** Lets logins be tried again at once. */
    public void unlock(String name) {
        if (attempts.unlock(name)) {
            LOG.log(Level.INFO, "account={0} unlocked", name);
            audit.act(new Act("account.unlocked", "account:" + name));
        }
    }

    /** Writes down that somebody logged in on a page. */
    public void loggedIn(String name) {
        accounts.createNativeQuery("update account set last_login_at = :now where name = :name")
                .setParameter("now", Instant.now())
                .setParameter("name", name)
                .executeUpdate();
        LOG.log(Level.INFO, "login=session account={0}", name);
        audit.act(new Act("login", "account:" + name).with("way", "page"));
    }

    public void loggedOut(String name) {
        LOG.log(Level.INFO, "logout account={0}", name);
        audit.act(new Act("logout", "account:" + name));
    }

    /**
     * Deletes the account and its keys.
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
        audit.act(new Act("account.deleted", "account:" + name));
        return true;
    }

    private static void expect(Account account, Optional<Long> seen) {
        if (seen.isPresent() && (account == null || account.view().version() != seen.get())) {
            throw new AccountChanged();
        }
    }

    private static Account create(String name, SaveAccount wish) {
        AccountKind kind = wish.kind().map(AccountKind::of).orElse(AccountKind.PERSON);
        return new Account(name, kind, wish.roles(), Instant.now());
    }

    private void change(Account account, SaveAccount wish, Optional<String> hash) {
        Instant now = Instant.now();
        boolean wasAdmin = account.isAdmin();
        account.become(wish.roles(), now);
        wish.kind().map(AccountKind::of).ifPresent(kind -> account.become(kind, now));
        hash.ifPresent(newHash -> account.changePassword(newHash, now));
        wish.mustChangePassword().ifPresent(must -> account.requirePasswordChange(must, now));
        account.check();
        if (wasAdmin && !account.isAdmin()) {
            keepAnAdminBeside(account);
        }
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
