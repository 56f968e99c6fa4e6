package crm.segment.entity;

import java.time.Instant;
import java.util.Optional;

/**
 * A search for groups of customers.
 *
 * @param state wanted, running, done or failed
 * @param phase what it does: discounts, customers, groups or members
 * @param done of {@code total} in that phase; a total of 0 is not known
 * @param asOf of the business: as of when customers are looked at
 * @param inForceAt since when its result holds; empty where it has none
 * @param customers with orders, all of whom belong to a group
 * @param silhouette how well groups are told apart, from -1 to 1
 * @param nothing why nothing was found: too_few, all_alike or one_crowd
 */
public record ClusterRun(
        int id,
        String state,
        Optional<String> wantedBy,
        String phase,
        long done,
        long total,
        Optional<Instant> asOf,
        Optional<Instant> inForceAt,
        long customers,
        Optional<Double> silhouette,
        Optional<Double> seconds,
        Optional<String> nothing) {

    /** Whether it has not ended. */
    public boolean open() {
        return state.equals("wanted") || state.equals("running");
    }
}
