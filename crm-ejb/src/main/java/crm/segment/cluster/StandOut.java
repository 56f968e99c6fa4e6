package crm.segment.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A feature by which a group differs from all customers.
 *
 * @param deviations how far its mean is from that of all, in standard deviations
 */
public record StandOut(Feature feature, double deviations) {

    private static final int NAMED = 2;
    private static final double NOTICED = 0.25;

    /** As texts for it are found. */
    public String word() {
        return feature.word() + (deviations > 0 ? ".high" : ".low");
    }

    /**
     * What names each of these groups: the two that stand out most, and more where two groups would have one name. Nothing where
     * a group is like all customers.
     */
    public static List<List<StandOut>> of(List<double[]> centres) {
        List<List<StandOut>> all = centres.stream().map(StandOut::sorted).toList();
        List<Integer> lengths = new ArrayList<>(
                all.stream().map(list -> Math.min(NAMED, list.size())).toList());
        for (int round = NAMED; round < Feature.COUNT; round++) {
            Map<String, Long> names = names(all, lengths);
            for (int i = 0; i < all.size(); i++) {
                if (names.get(name(all.get(i), lengths.get(i))) > 1) {
                    lengths.set(i, Math.min(lengths.get(i) + 1, all.get(i).size()));
                }
            }
        }
        List<List<StandOut>> named = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            named.add(all.get(i).subList(0, lengths.get(i)));
        }
        return named;
    }

    private static List<StandOut> sorted(double[] centre) {
        List<StandOut> all = new ArrayList<>();
        for (Feature feature : Feature.values()) {
            if (Math.abs(centre[feature.place()]) >= NOTICED) {
                all.add(new StandOut(feature, centre[feature.place()]));
            }
        }
        all.sort(Comparator.comparingDouble((StandOut one) -> -Math.abs(one.deviations()))
                .thenComparing(StandOut::feature));
        return all;
    }

    private static Map<String, Long> names(List<List<StandOut>> all, List<Integer> lengths) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            names.add(name(all.get(i), lengths.get(i)));
        }
        return names.stream().collect(Collectors.groupingBy(name -> name, Collectors.counting()));
    }

    private static String name(List<StandOut> sorted, int length) {
        return sorted.subList(0, length).stream().map(StandOut::word).sorted().collect(Collectors.joining(" "));
    }
}
