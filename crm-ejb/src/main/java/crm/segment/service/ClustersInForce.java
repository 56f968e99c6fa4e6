package crm.segment.service;

import crm.profile.store.ThresholdRows;
import crm.segment.store.ClusterRows;
import crm.segment.store.ClusterRunRows;
import crm.segment.store.ClusterRunRows.Claim;
import crm.segment.store.ClusterRunRows.Result;
import crm.segment.store.DefinitionRows;
import crm.segment.store.TraitRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Lets what a run found be in force: from one instant on everybody is in the groups it has put them in. It is chosen while
 * nobody tells memberships, so nothing that was told is of later, and nothing is told by the groups before from then on. Segments
 * that ask for groups are then asked of all profiles: what is due is found there and told at that instant.
 */
final class ClustersInForce {

    private final DefinitionRows definitions;
    private final ClusterRunRows runs;
    private final ClusterRows clusters;
    private final TraitRows traits;
    private final ThresholdRows thresholds;

    ClustersInForce(Connection connection) {
        this.definitions = new DefinitionRows(connection);
        this.runs = new ClusterRunRows(connection);
        this.clusters = new ClusterRows(connection);
        this.traits = new TraitRows(connection);
        this.thresholds = new ThresholdRows(connection);
    }

    /**
     * Ends a run; within a transaction.
     *
     * @param clock of the business
     */
    ClusterSwitch.End end(Claim claim, Result result, InstantSource clock) throws SQLException {
        if (result.inForceAt().isEmpty()) {
            return runs.done(claim, result) ? ClusterSwitch.End.DONE : ClusterSwitch.End.LOST;
        }
        long epoch = definitions.alone();
        List<Integer> asking = InForce.read(epoch, definitions, traits, thresholds).all().stream()
                .filter(version -> version.closure().asksForClusters())
                .map(Kept::id)
                .toList();
        if (!asking.isEmpty() && definitions.passing().isPresent()) {
            return ClusterSwitch.End.LATER;
        }
        if (!runs.done(claim, result.since(clock.instant().truncatedTo(ChronoUnit.MICROS)))) {
            return ClusterSwitch.End.LOST;
        }
        clusters.keepDiscounts(claim.run());
        definitions.scoredAnew(asking);
        definitions.changed();
        return ClusterSwitch.End.DONE;
    }
}
