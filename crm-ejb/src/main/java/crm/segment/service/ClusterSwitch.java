package crm.segment.service;

import crm.platform.service.BusinessClock;
import crm.platform.service.StoreFailed;
import crm.segment.store.ClusterRunRows.Claim;
import crm.segment.store.ClusterRunRows.Result;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Puts groups of customers in force, in one transaction. */
@Stateless
public class ClusterSwitch {

    /** How an attempt to end a run went. */
    public enum End {
        DONE,
        /** Somebody else does the run meanwhile. */
        LOST,
        /** Segments that ask for groups are being asked of all profiles, or handed over: not before that is done. */
        LATER
    }

    @Inject
    private DataSource database;

    @Inject
    private BusinessClock clock;

    /** What a run found is in force from now on, where nothing stands in the way. */
    public End end(Claim claim, Result result) {
        try (Connection connection = database.getConnection()) {
            return new ClustersInForce(connection).end(claim, result, clock);
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }
}
