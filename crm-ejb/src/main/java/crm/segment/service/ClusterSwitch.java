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

    @Inject
    private DataSource database;

    @Inject
    private BusinessClock clock;

    /** What a run found is in force from now on; false if somebody else does the run meanwhile. */
    public boolean end(Claim claim, Result result) {
        try (Connection connection = database.getConnection()) {
            return new ClustersInForce(connection).end(claim, result, clock);
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }
}
