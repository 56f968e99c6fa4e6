package crm.segment.cluster;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The adjusted Rand index (Hubert and Arabie 1985): 1 where two partitions are the same, about 0 where they have nothing in common. */
public final class RandIndex {

    private RandIndex() {}

    public static double adjusted(List<Integer> one, List<Integer> other) {
        Map<String, Integer> cells = new HashMap<>();
        Map<Integer, Integer> rows = new HashMap<>();
        Map<Integer, Integer> columns = new HashMap<>();
        for (int i = 0; i < one.size(); i++) {
            cells.merge(one.get(i) + " " + other.get(i), 1, Integer::sum);
            rows.merge(one.get(i), 1, Integer::sum);
            columns.merge(other.get(i), 1, Integer::sum);
        }
        double both = pairs(cells);
        double expected = pairs(rows) * pairs(columns) / pairs(one.size());
        return (both - expected) / ((pairs(rows) + pairs(columns)) / 2 - expected);
    }

    private static double pairs(Map<?, Integer> counts) {
        return counts.values().stream().mapToDouble(RandIndex::pairs).sum();
    }

    private static double pairs(int many) {
        return many * (many - 1.0) / 2;
    }
}
