package crm.segment.service;

import crm.condition.evaluation.Micros;
import crm.platform.service.BusinessClock;
import crm.platform.service.StoreFailed;
import crm.segment.store.DueRows;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;

/** What segments need besides events, in small transactions: whoever has time calls them again and again. */
@Stateless
public class SegmentStep {

    private static final int SWEPT = 200;

    @Inject
    private DataSource database;

    @Inject
    private SegmentsFollowProfiles follow;

    @Inject
    private BusinessClock clock;

    /**
     * Asks a version that is about to serve of some more profiles, or lets it serve; says whether there may be more to do.
     *
     * @param until as for {@link #sweep}, empty while it is not known
     * @param portion of how many profiles at most
     */
    public boolean pass(Optional<Instant> until, int portion) {
        long watermark = until.map(Micros::of).orElse(Micros.ALWAYS);
        try (Connection connection = database.getConnection()) {
            return new Passing(connection, follow.segments()).step(portion, clock.instant(), watermark)
                    || new TraitPassing(connection, follow.segments()).step(portion, watermark);
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }

    /** Whether memberships come due by now. */
    public boolean isDue() {
        try (Connection connection = database.getConnection()) {
            return new DueRows(connection).any(clock.instant());
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }

    /**
     * Tells what is due of some profiles; says whether there may be more.
     *
     * @param until by the clock of the business, up to when all events have come
     */
    public boolean sweep(Instant until) {
        try (Connection connection = database.getConnection()) {
            return new Sweep(connection, follow.segments()).step(until, SWEPT) >= SWEPT;
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }
}
