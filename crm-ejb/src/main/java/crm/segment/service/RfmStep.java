package crm.segment.service;

import crm.platform.service.BusinessClock;
import crm.platform.service.StoreFailed;
import crm.profile.service.RfmPublishing;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** What scores of how customers buy need besides events, in small transactions: whoever has time calls them again and again. */
@Stateless
public class RfmStep {

    private static final int SCORED = 500;

    @Inject
    private DataSource database;

    @Inject
    private BusinessClock clock;

    /** Makes the thresholds of the day, if it is time to; says whether it did. */
    public boolean make() {
        try (Connection connection = database.getConnection()) {
            return new RfmMaking(connection, clock).step();
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }

    /** Lets profiles be published whose scores have changed with no event; says whether there may be more. */
    public boolean publish() {
        try (Connection connection = database.getConnection()) {
            return new RfmPublishing(connection).step(clock.instant(), SCORED) >= SCORED;
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }
}
