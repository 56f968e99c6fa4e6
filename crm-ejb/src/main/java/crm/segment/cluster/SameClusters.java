package crm.segment.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which of the groups found now are which of those before: the assignment with the least sum of distances, where what is too
 * far away is another group. With at most twelve on either side, trying all sets of them is exact and instant.
 */
public final class SameClusters {

    /** Nearer than this share of the mean distance between the groups before. */
    private static final double NEAR = 0.5;

    private SameClusters() {}

    /**
     * By the place of the group found now; nothing where it is a new one.
     *
     * @param before by id, as {@link Scale#kept} has them
     * @param now on one measure
     */
    public static List<Optional<Integer>> match(Map<Integer, double[]> before, List<double[]> now, Scale scale) {
        Map<Integer, double[]> earlier = new LinkedHashMap<>();
        before.forEach((id, plain) -> earlier.put(id, scale.standard(plain)));
        List<Integer> ids = new ArrayList<>(earlier.keySet());
        double limit = limit(new ArrayList<>(earlier.values()));
        double[][] costs = new double[now.size()][ids.size()];
        for (int i = 0; i < now.size(); i++) {
            for (int j = 0; j < ids.size(); j++) {
                costs[i][j] = Points.distance(now.get(i), earlier.get(ids.get(j)));
            }
        }
        int[] chosen = cheapest(costs, ids.size(), limit);
        return Arrays.stream(chosen)
                .mapToObj(j -> j < 0 ? Optional.<Integer>empty() : Optional.of(ids.get(j)))
                .toList();
    }

    private static double limit(List<double[]> centres) {
        double sum = 0;
        int pairs = 0;
        for (int i = 0; i < centres.size(); i++) {
            for (int j = 0; j < i; j++) {
                sum += Points.distance(centres.get(i), centres.get(j));
                pairs++;
            }
        }
        return pairs == 0 ? Double.MAX_VALUE : NEAR * sum / pairs;
    }

    /** For each row the column, -1 for none, at which it costs the limit. */
    private static int[] cheapest(double[][] costs, int columns, double limit) {
        int sets = 1 << columns;
        double[][] least = new double[costs.length + 1][sets];
        int[][] step = new int[costs.length + 1][sets];
        for (int row = costs.length - 1; row >= 0; row--) {
            for (int used = 0; used < sets; used++) {
                least[row][used] = limit + least[row + 1][used];
                step[row][used] = -1;
                for (int column = 0; column < columns; column++) {
                    boolean free = (used & 1 << column) == 0 && costs[row][column] <= limit;
                    double cost = free ? costs[row][column] + least[row + 1][used | 1 << column] : Double.MAX_VALUE;
                    if (cost < least[row][used]) {
                        least[row][used] = cost;
                        step[row][used] = column;
                    }
                }
            }
        }
        int[] chosen = new int[costs.length];
        int used = 0;
        for (int row = 0; row < costs.length; row++) {
            chosen[row] = step[row][used];
            used = chosen[row] < 0 ? used : used | 1 << chosen[row];
        }
        return chosen;
    }
}
