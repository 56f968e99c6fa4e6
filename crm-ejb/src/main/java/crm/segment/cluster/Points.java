package crm.segment.cluster;

import java.util.List;

/** Distances between points on one measure. */
final class Points {

    private Points() {}

    static double distance(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            double apart = one[i] - other[i];
            sum += apart * apart;
        }
        return Math.sqrt(sum);
    }

    /** The place of the nearest centre, the first of equally near ones. */
    static int nearest(List<double[]> centres, double[] point) {
        int nearest = 0;
        double least = Double.MAX_VALUE;
        for (int i = 0; i < centres.size(); i++) {
            double distance = distance(centres.get(i), point);
            if (distance < least) {
                least = distance;
                nearest = i;
            }
        }
        return nearest;
    }
}
