package crm.access.service;

import crm.platform.service.StoreFailed;
import crm.privacy.entity.Act;
import crm.privacy.service.AuditTrail;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Who failed to log in how often, in the database: it holds on all nodes and after a restart. Each method is a
 * transaction.
 */
@Stateless
public class AttemptStore {

    private static final Logger LOG = System.getLogger(AttemptStore.class.getName());

    @Inject
    private DataSource database;

    @Inject
    private LockSettings settings;

    @Inject
    private AuditTrail audit;

    private volatile Pseudonyms pseudonyms;

    /** Where somebody stands who tries to log in. */
    public Standing standing(String name, String address) {
        return inDatabase(connection -> {
            Pseudonyms keyed = pseudonyms(connection);
            return new AttemptRows(connection).read(keyed.ofAccount(name), keyed.ofAddress(address));
        });
    }

    /**
     * Counts a wrong password.
     *
     * @param exists whether there is such an account: what else was typed is never written down
     */
    public void failed(String name, String address, boolean exists, Instant now) {
        inDatabase(connection -> {
            Pseudonyms keyed = pseudonyms(connection);
            String account = keyed.ofAccount(name);
            String from = keyed.ofAddress(address);
            AttemptRows rows = new AttemptRows(connection);
            Duration memory = settings.memory();
            int ofPair = rows.fail(account, from, settings.pair(), memory, now);
            int ofAccount = rows.fail(account, AttemptRows.ANY, settings.account(), memory, now);
            int ofAddress = rows.fail(AttemptRows.ANY, from, settings.address(), memory, now);
            tell(name, exists, ofPair, ofAccount, ofAddress);
            return null;
        });
    }

    private void tell(String name, boolean exists, int ofPair, int ofAccount, int ofAddress) {
        String account = exists ? name : "unknown";
        LOG.log(Level.INFO, "login=refused account={0} failures={1}", account, ofPair);
        if ((ofPair == 1 && exists) || isPowerOfTwo(ofAddress)) { // enough to see a storm, too few to be one
            audit.act(new Act("login.failed", "account:" + account).with("failures_of_address", ofAddress));
        }
        tellLock("pair", account, settings.pair().lockOf(ofPair));
        tellLock("account", account, settings.account().lockOf(ofAccount));
        tellLock("address", "any", settings.address().lockOf(ofAddress));
    }

    private void tellLock(String what, String account, Duration lock) {
        if (!lock.isZero()) {
            LOG.log(Level.WARNING, "login=locked what={0} account={1} for={2}", what, account, lock);
            audit.act(new Act("account.locked", "account:" + account)
                    .with("what", what)
                    .with("for", lock));
        }
    }

    private static boolean isPowerOfTwo(int number) {
        return Integer.bitCount(number) == 1;
    }

    /** Forgets what failed before, and remembers the address. */
    public void succeeded(String name, String address, boolean first, Instant now) {
        inDatabase(connection -> {
            Pseudonyms keyed = pseudonyms(connection);
            new AttemptRows(connection).succeed(keyed.ofAccount(name), keyed.ofAddress(address), now);
            if (first) {
                audit.act(new Act("login", "account:" + name).with("way", "new address"));
            }
            return null;
        });
    }

    /** Whether there was anything to forget. */
    public boolean unlock(String name) {
        return inDatabase(connection ->
                new AttemptRows(connection).unlock(pseudonyms(connection).ofAccount(name)));
    }

    /** Until when logins to these accounts are locked, from some address at least. */
    public Map<String, Instant> locked(Collection<String> names, Instant now) {
        return inDatabase(connection -> {
            Map<String, String> byDigest = new HashMap<>();
            Pseudonyms keyed = pseudonyms(connection);
            names.forEach(name -> byDigest.put(keyed.ofAccount(name), name));
            Map<String, Instant> locked = new HashMap<>();
            new AttemptRows(connection)
                    .locked(byDigest.keySet(), now)
                    .forEach((digest, until) -> locked.put(byDigest.get(digest), until));
            return locked;
        });
    }

    /** Forgets what is long ago. */
    public int sweep(Instant now) {
        return inDatabase(connection ->
                new AttemptRows(connection).sweep(now.minus(settings.memory()), now.minus(settings.knownAddresses())));
    }

    private Pseudonyms pseudonyms(Connection connection) throws SQLException {
        if (pseudonyms == null) {
            pseudonyms = new Pseudonyms(secret(connection));
        }
        return pseudonyms;
    }

    private static byte[] secret(Connection connection) throws SQLException {
        try (PreparedStatement read = connection.prepareStatement("select secret from access_secret");
                ResultSet row = read.executeQuery()) {
            row.next();
            return row.getBytes(1);
        }
    }

    private <T> T inDatabase(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            return work.with(connection);
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }

    private interface Work<T> {
        T with(Connection connection) throws SQLException;
    }
}
