package crm.access.service;

import crm.access.entity.Account;
import crm.access.entity.AccountRefused;
import crm.access.entity.AccountView;
import crm.access.entity.AccountsUnreachable;
import crm.access.entity.ApiKey;
import crm.access.entity.KeySecret;
import crm.access.entity.KeyView;
import crm.access.entity.MadeKey;
import crm.access.entity.MakeKey;
import crm.privacy.entity.Act;
import crm.privacy.service.AuditTrail;
import jakarta.annotation.Resource;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keys of accounts. Each method is a transaction; keys are read each time, so revoking one counts at once on all nodes. */
@Stateless
public class KeyService {

    private static final Logger LOG = System.getLogger(KeyService.class.getName());
    private static final Duration EXACTNESS = Duration.ofMinutes(5);
    private static final int MOST = 50;

    @PersistenceContext(unitName = "crm")
    private EntityManager keys;

    @Inject
    private AuditTrail audit;

    @Resource
    private SessionContext caller;

    /**
     * Makes a key.
     *
     * @return nothing if there is no such account
     * @throws AccountRefused if it may not be as it is wished
     */
    public Optional<MadeKey> make(String account, MakeKey wish) {
        return Optional.ofNullable(keys.find(Account.class, account)).map(owner -> make(owner, wish));
    }

    private MadeKey make(Account owner, MakeKey wish) {
        String account = owner.view().name();
        if (all(account).size() >= MOST) {
            throw new AccountRefused(
                    "", "too_many_keys", "An account has at most " + MOST + " keys; revoke one first.");
        }
        KeySecret secret = KeySecret.random();
        ApiKey key =
                new ApiKey(secret, account, wish, caller.getCallerPrincipal().getName(), Instant.now());
        keys.persist(key);
        LOG.log(Level.INFO, "account={0} key={1} made", account, secret.id());
        audit.act(new Act("key.made", "account:" + account).with("key", secret.id()));
        return MadeKey.of(secret, key.view());
    }

    /** Keys of an account, the newest first. */
    public List<KeyView> all(String account) {
        return keys.createQuery(
                        "select k from ApiKey k where k.account = :account order by k.createdAt desc, k.id",
                        ApiKey.class)
                .setParameter("account", account)
                .getResultStream()
                .map(ApiKey::view)
                .toList();
    }

    /** Whether there was such a key. */
    public boolean revoke(String account, String id) {
        ApiKey key = keys.find(ApiKey.class, id);
        if (key == null || !key.account().equals(account)) {
            return false;
        }
        keys.remove(key);
        LOG.log(Level.INFO, "account={0} key={1} revoked", account, id);
        audit.act(new Act("key.revoked", "account:" + account).with("key", id));
        return true;
    }

    /**
     * The account that this key opens.
     *
     * @throws AccountsUnreachable if nobody can say at the moment
     */
    public Optional<AccountView> open(KeySecret secret) {
        Instant now = Instant.now();
        try {
            return Optional.ofNullable(keys.find(ApiKey.class, secret.id()))
                    .filter(key -> key.opens(secret, now))
                    .map(key -> use(key, now));
        } catch (PersistenceException e) {
            throw new AccountsUnreachable(e);
        }
    }

    private AccountView use(ApiKey key, Instant now) {
        if (!key.usedSince(now.minus(EXACTNESS))) {
            keys.createNativeQuery("update api_key set last_used_at = :now where id = :id")
                    .setParameter("now", now)
                    .setParameter("id", key.view().id())
                    .executeUpdate();
        }
        return keys.find(Account.class, key.account()).view();
    }
}
