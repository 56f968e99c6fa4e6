package crm.segment.service;

import crm.platform.service.BusinessClock;
import crm.platform.service.Node;
import crm.platform.service.StoreFailed;
import crm.segment.store.ClusterRunRows;
import crm.segment.store.ClusterRunRows.Claim;
import crm.segment.store.ClusterRunRows.Result;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/** Searches for groups of customers, once a day and when somebody wants it, on one node of all: whoever claims it does it. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ClusterStep {

    private static final Logger LOG = System.getLogger(ClusterStep.class.getName());

    private static final long BETWEEN_ATTEMPTS = Duration.ofSeconds(1).toNanos();

    @Inject
    private DataSource database;

    @Inject
    private BusinessClock clock;

    @Inject
    private Node node;

    @EJB
    private ClusterSwitch change;

    /** Does what is wanted, if anything is and nobody else does; takes minutes then. */
    public void work() {
        claim().ifPresent(this::work);
    }

    private Optional<Claim> claim() {
        try (Connection connection = database.getConnection()) {
            ClusterRunRows runs = new ClusterRunRows(connection);
            runs.wantDaily(
                    ClusterFinding.FEWEST,
                    LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant());
            return runs.claim(node.name() + ' ' + UUID.randomUUID(), clock.instant());
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }

    private void work(Claim claim) {
        try {
            Result result = find(claim);
            if (end(claim, result)) {
                LOG.log(
                        Level.INFO,
                        "clusters=done run=" + claim.run() + " customers=" + result.customers()
                                + result.nothing().map(why -> " nothing=" + why).orElse(""));
            }
        } catch (ClaimLost e) {
            LOG.log(Level.INFO, "clusters=lost run=" + claim.run());
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "clusters=failed run=" + claim.run(), e);
            fail(claim);
        }
    }

    /** Waits while segments that ask for groups are being asked of all profiles, which may take as long as it likes. */
    private boolean end(Claim claim, Result result) {
        ClusterSwitch.End end = change.end(claim, result);
        while (end == ClusterSwitch.End.LATER) {
            LockSupport.parkNanos(BETWEEN_ATTEMPTS);
            stillMine(claim);
            end = change.end(claim, result);
        }
        return end == ClusterSwitch.End.DONE;
    }

    private void stillMine(Claim claim) {
        try (Connection connection = database.getConnection()) {
            if (!new ClusterRunRows(connection).alive(claim, "members", 0, 0)) {
                throw new ClaimLost();
            }
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }

    private Result find(Claim claim) {
        try (Connection connection = database.getConnection()) {
            return new ClusterFinding(connection, claim).find();
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }

    private void fail(Claim claim) {
        try (Connection connection = database.getConnection()) {
            new ClusterRunRows(connection).failed(claim);
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "is taken over after a while", e);
        }
    }
}
