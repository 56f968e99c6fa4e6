package crm.segment.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Brings features to one measure: clipped where 1 % are below or above, less the mean, by the deviation. A feature in which
 * all are alike is 0. Money is compared within its currency only: an order is large or small beside others in that currency.
 * Immutable.
 */
public final class Scale {

    private static final double CLIPPED = 0.01;
    private static final double ALIKE = 1e-9;

    private final Optional<String> currency;
    private final Map<String, Double> shifts;
    private final double[] low = new double[Feature.COUNT];
    private final double[] high = new double[Feature.COUNT];
    private final double[] mean = new double[Feature.COUNT];
    private final double[] deviation = new double[Feature.COUNT];

    private Scale(List<Shopper> sample) {
        Map<String, List<Double>> baskets = baskets(sample);
        this.currency = baskets.keySet().stream()
                .min((a, b) -> baskets.get(a).size() == baskets.get(b).size()
                        ? a.compareTo(b)
                        : baskets.get(b).size() - baskets.get(a).size());
        this.shifts = shifts(baskets);
        double[][] plain = sample.stream().map(this::plain).toArray(double[][]::new);
        for (int i = 0; i < Feature.COUNT; i++) {
            fit(i, plain);
        }
    }

    /**
     * The one that fits a sample.
     *
     * @param sample not empty
     */
    public static Scale of(List<Shopper> sample) {
        return new Scale(sample);
    }

    private static Map<String, List<Double>> baskets(Collection<Shopper> sample) {
        Map<String, List<Double>> baskets = new HashMap<>();
        sample.forEach(shopper -> shopper.paid()
                .ifPresent(paid -> baskets.computeIfAbsent(paid.currency(), none -> new ArrayList<>())
                        .add(Feature.BASKET.scaled(paid.average()))));
        return baskets;
    }

    /** By how much the logarithms of amounts in a currency differ from those in the commonest one. */
    private Map<String, Double> shifts(Map<String, List<Double>> baskets) {
        Map<String, Double> means = new HashMap<>();
        baskets.forEach((code, values) -> means.put(
                code, values.stream().mapToDouble(value -> value).average().orElse(0)));
        double common = currency.map(means::get).orElse(0.0);
        means.replaceAll((code, own) -> common - own);
        return means;
    }

    private void fit(int feature, double[][] plain) {
        double[] values = Arrays.stream(plain).mapToDouble(one -> one[feature]).toArray();
        Arrays.sort(values);
        int cut = (int) (CLIPPED * values.length);
        low[feature] = values[cut];
        high[feature] = values[values.length - 1 - cut];
        double[] clipped =
                Arrays.stream(values).map(value -> clip(feature, value)).toArray();
        mean[feature] = Arrays.stream(clipped).average().orElse(0);
        deviation[feature] = Math.sqrt(Arrays.stream(clipped)
                .map(value -> (value - mean[feature]) * (value - mean[feature]))
                .average()
                .orElse(0));
    }

    private double clip(int feature, double value) {
        return Math.min(high[feature], Math.max(low[feature], value));
    }

    /** The currency that most customers pay in. */
    public Optional<String> currency() {
        return currency;
    }

    /** As they are compared, before they are brought to one measure: this stays comparable from day to day. */
    double[] plain(Shopper shopper) {
        double[] plain = new double[Feature.COUNT];
        for (Feature feature : Feature.values()) {
            plain[feature.place()] = feature.scaled(feature.of(shopper));
        }
        // Who has paid nothing that is known is like the average of all.
        plain[Feature.BASKET.place()] = shopper.paid()
                .map(paid -> Feature.BASKET.scaled(paid.average()) + shifts.getOrDefault(paid.currency(), 0.0))
                .orElse(mean[Feature.BASKET.place()]);
        return plain;
    }

    /** On one measure. */
    public double[] point(Shopper shopper) {
        return standard(plain(shopper));
    }

    double[] standard(double[] plain) {
        double[] point = new double[Feature.COUNT];
        for (int i = 0; i < Feature.COUNT; i++) {
            point[i] = alike(i) ? 0 : (clip(i, plain[i]) - mean[i]) / deviation[i];
        }
        return point;
    }

    /** Back from one measure, as it is kept to be compared with later ones. */
    public double[] kept(double[] point) {
        double[] plain = new double[Feature.COUNT];
        for (int i = 0; i < Feature.COUNT; i++) {
            plain[i] = mean[i] + point[i] * deviation[i];
        }
        return plain;
    }

    private boolean alike(int feature) {
        return deviation[feature] < ALIKE;
    }

    /** Whether nothing tells anybody from others. */
    public boolean allAlike() {
        return IntStream.range(0, Feature.COUNT).allMatch(this::alike);
    }
}
