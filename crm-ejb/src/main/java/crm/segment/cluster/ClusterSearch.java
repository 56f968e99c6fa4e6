package crm.segment.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.hipparchus.clustering.CentroidCluster;
import org.hipparchus.clustering.Clusterable;
import org.hipparchus.clustering.KMeansPlusPlusClusterer;
import org.hipparchus.clustering.distance.EuclideanDistance;
import org.hipparchus.random.Well19937c;

/**
 * Finds groups by k-means++ (Arthur and Vassilvitskii 2007), and how many there are by the silhouette. The same points in the
 * same order give the same groups.
 */
public final class ClusterSearch {

    private static final int FEWEST = 3;
    /** Groups that are tried. */
    public static final int MOST = 12;

    private static final int RESTARTS = 10;
    private static final int ITERATIONS = 60;
    private static final int JUDGED = 4_000;
    private static final double SMALLEST = 0.02;
    /** Silhouettes that differ by less say nothing. */
    private static final double TIE = 0.01;

    private static final long SEED = 20_260_101;

    private final List<double[]> points;
    private final List<Place> places;

    /** A point as the library takes it. */
    private static final class Place implements Clusterable {

        private final double[] point;

        Place(double[] point) {
            this.point = point;
        }

        @Override
        public double[] getPoint() {
            return point;
        }
    }

    /** @param points a sample, on one measure */
    public ClusterSearch(List<double[]> points) {
        this.points = points;
        this.places = points.stream().map(Place::new).toList();
    }

    /**
     * The best groups; empty where there are fewer than two.
     *
     * @param before how many there were, which stays so unless another number is clearly better; 0 if none
     * @param trying is told each number of groups that is tried
     */
    public Optional<Clustering> best(int before, IntConsumer trying) {
        int most = (int)
                Math.min(MOST, points.stream().map(Arrays::hashCode).distinct().count());
        Silhouette silhouette = new Silhouette(points.subList(0, Math.min(JUDGED, points.size())));
        Map<Integer, Clustering> found = new TreeMap<>();
        for (int k = Math.min(FEWEST, most); k <= most; k++) {
            trying.accept(k);
            List<double[]> centres = centres(k);
            if (centres.size() > 1) {
                Clustering one = new Clustering(centres, silhouette.of(centres));
                found.merge(centres.size(), one, (a, b) -> a.silhouette() >= b.silhouette() ? a : b);
            }
        }
        return choose(found, before);
    }

    private static Optional<Clustering> choose(Map<Integer, Clustering> found, int before) {
        double best = found.values().stream()
                .mapToDouble(Clustering::silhouette)
                .max()
                .orElse(0);
        Map<Integer, Clustering> good = new TreeMap<>(found);
        good.values().removeIf(one -> one.silhouette() < best - TIE);
        return Optional.ofNullable(good.get(before))
                .or(() -> good.values().stream().findFirst());
    }

    /** The best of some attempts, without groups that are too small to be one. */
    private List<double[]> centres(int k) {
        List<double[]> best = List.of();
        double least = Double.MAX_VALUE;
        KMeansPlusPlusClusterer<Place> clusterer =
                new KMeansPlusPlusClusterer<>(k, ITERATIONS, new EuclideanDistance(), new Well19937c(SEED + k));
        for (int attempt = 0; attempt < RESTARTS; attempt++) {
            List<CentroidCluster<Place>> groups = clusterer.cluster(places);
            double spread = spread(groups);
            if (spread < least) {
                least = spread;
                best = groups.stream()
                        .filter(group -> !group.getPoints().isEmpty())
                        .map(group -> group.getCenter().getPoint())
                        .collect(Collectors.toCollection(ArrayList::new));
            }
        }
        return withoutSmall(best);
    }

    private static double spread(Collection<CentroidCluster<Place>> groups) {
        double sum = 0;
        for (CentroidCluster<Place> group : groups) {
            for (Place place : group.getPoints()) {
                double distance =
                        Points.distance(place.getPoint(), group.getCenter().getPoint());
                sum += distance * distance;
            }
        }
        return sum;
    }

    /** Those of a group that is too small go to the next nearest. */
    private List<double[]> withoutSmall(List<double[]> centres) {
        List<double[]> left = new ArrayList<>(centres);
        while (left.size() > 1) {
            int[] sizes = new int[left.size()];
            points.forEach(point -> sizes[Points.nearest(left, point)]++);
            int smallest = 0;
            for (int i = 1; i < sizes.length; i++) {
                smallest = sizes[i] < sizes[smallest] ? i : smallest;
            }
            if (sizes[smallest] >= SMALLEST * points.size()) {
                break;
            }
            left.remove(smallest);
        }
        return left;
    }
}
