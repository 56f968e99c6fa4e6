package crm.segment.cluster;

import java.util.List;

/**
 * How well groups are told apart (Rousseeuw 1987): the mean of (b - a) / max(a, b), where a is the mean distance of a point to
 * its own group and b that to the nearest other one.
 */
final class Silhouette {

    private final List<double[]> points;
    private final float[][] distances;

    /** @param points a few thousand: all distances are kept */
    Silhouette(List<double[]> points) {
        this.points = points;
        this.distances = new float[points.size()][];
        for (int i = 0; i < points.size(); i++) {
            distances[i] = new float[i];
            for (int j = 0; j < i; j++) {
                distances[i][j] = (float) Points.distance(points.get(i), points.get(j));
            }
        }
    }

    double of(List<double[]> centres) {
        int[] groups = points.stream()
                .mapToInt(point -> Points.nearest(centres, point))
                .toArray();
        int[] sizes = new int[centres.size()];
        for (int group : groups) {
            sizes[group]++;
        }
        double sum = 0;
        for (int i = 0; i < groups.length; i++) {
            sum += sizes[groups[i]] < 2 ? 0 : of(i, groups, sizes);
        }
        return sum / groups.length;
    }

    private double of(int point, int[] groups, int[] sizes) {
        double[] sums = new double[sizes.length];
        for (int j = 0; j < groups.length; j++) {
            sums[groups[j]] += j < point ? distances[point][j] : j > point ? distances[j][point] : 0;
        }
        int own = groups[point];
        double within = sums[own] / (sizes[own] - 1);
        double next = Double.MAX_VALUE;
        for (int group = 0; group < sizes.length; group++) {
            if (group != own && sizes[group] > 0) {
                next = Math.min(next, sums[group] / sizes[group]);
            }
        }
        double greater = Math.max(within, next);
        return next == Double.MAX_VALUE || greater == 0 ? 0 : (next - within) / greater;
    }
}
