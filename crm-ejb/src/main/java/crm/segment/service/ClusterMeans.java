package crm.segment.service;

import crm.segment.cluster.Feature;
import crm.segment.cluster.Shopper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Means of customers, feature by feature in their own units; of amounts, of those in one currency. Not thread-safe. */
final class ClusterMeans {

    private final Optional<String> currency;
    private final double[] sums = new double[Feature.values().length];
    private long customers;
    private long paying;

    ClusterMeans(Optional<String> currency) {
        this.currency = currency;
    }

    void add(Shopper shopper) {
        customers++;
        boolean pays = shopper.paid().map(Shopper.Paid::currency).equals(currency) && currency.isPresent();
        paying += pays ? 1 : 0;
        for (Feature feature : Feature.values()) {
            if (feature != Feature.BASKET || pays) {
                sums[feature.place()] += feature.of(shopper);
            }
        }
    }

    long customers() {
        return customers;
    }

    List<Double> means() {
        List<Double> means = new ArrayList<>();
        for (Feature feature : Feature.values()) {
            long many = feature == Feature.BASKET ? paying : customers;
            means.add(many == 0 ? 0 : sums[feature.place()] / many);
        }
        return means;
    }
}
