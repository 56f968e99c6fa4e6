package crm.privacy.service;

import crm.platform.entity.Page;
import crm.platform.service.StoreFailed;
import crm.privacy.entity.Act;
import crm.privacy.entity.AuditEntry;
import crm.privacy.entity.AuditSearch;
import crm.privacy.entity.Verification;
import crm.privacy.entity.VerificationRunning;
import crm.privacy.store.TrailCheck;
import crm.privacy.store.TrailSearch;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** Reads the audit trail. */
@Stateless
public class AuditQueries {

    private static final String SEARCHED = "audit.searched";

    /** Verifications may take long, and each holds a connection of the pool. */
    private static final Semaphore ONE = new Semaphore(1, true);

    private static final int SECONDS_TO_WAIT = 5;

    @Inject
    private DataSource database;

    @EJB
    private AuditTrail trail;

    @Inject
    private Digests digests;

    /**
     * A page of entries, newest first. Who looks for a personal value is written down, too.
     *
     * @throws crm.platform.entity.ForeignCursor if {@code after} was not given out for this search
     */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public Page<AuditEntry> search(AuditSearch search, int limit, Optional<String> after) {
        Page<AuditEntry> page = find(search, limit, after);
        if (!search.personal().isEmpty()) {
            trail.look(new Act(SEARCHED, "audit", new TreeMap<>(), search.personal()));
        }
        return page;
    }

    private Page<AuditEntry> find(AuditSearch search, int limit, Optional<String> after) {
        try (Connection connection = database.getConnection()) {
            return new TrailSearch(connection)
                    .by(search.actor())
                    .doing(search.action())
                    .to(search.object())
                    .from(search.from())
                    .before(search.to())
                    .with(digests.of(search.personal()))
                    .after(after)
                    .page(limit);
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }

    /**
     * Computes the whole chain again. Takes as long as the trail is long, so it has no transaction that would time out;
     * one at a time on a node, others wait a little.
     *
     * @throws VerificationRunning if another one goes on
     */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public Verification verify() {
        if (!mine()) {
            throw new VerificationRunning();
        }
        try (Connection connection = database.getConnection()) {
            return verify(connection);
        } catch (SQLException e) {
            throw new StoreFailed(e);
        } finally {
            ONE.release();
        }
    }

    private static boolean mine() {
        try {
            return ONE.tryAcquire(SECONDS_TO_WAIT, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Verification verify(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try {
            return new TrailCheck(connection).verify();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
