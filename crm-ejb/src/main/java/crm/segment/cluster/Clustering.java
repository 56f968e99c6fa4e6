package crm.segment.cluster;

import java.util.List;

/**
 * Groups that were found. Whoever is nearest to a centre belongs to it. Immutable.
 *
 * @param centres on one measure
 * @param silhouette of a sample, from -1 to 1: how much nearer customers are to their own group than to the next
 */
public record Clustering(List<double[]> centres, double silhouette) {

    /** The place of a customer's group. */
    public int of(double[] point) {
        return Points.nearest(centres, point);
    }
}
