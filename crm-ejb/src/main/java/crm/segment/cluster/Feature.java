package crm.segment.cluster;

import java.util.Locale;

/**
 * What customers are compared by. Counts, days and money are taken by their logarithm, so that twice as much is as far
 * everywhere; shares as they are.
 */
public enum Feature {
    /** Days since the last order. */
    RECENCY(0, true),
    ORDERS(1, true),
    /** Amount of an average order. */
    BASKET(2, true),
    /** Share of orders with a discount or a coupon. */
    DISCOUNTS(3, false),
    /** Entropy of the categories bought, in bits. */
    VARIETY(4, false),
    /** Refunds per order, at most 1. */
    RETURNS(5, false),
    /** Interactions per order. */
    VISITS(6, true);

    /** How many there are. */
    static final int COUNT = values().length;

    private final int place;
    private final boolean logarithmic;

    Feature(int place, boolean logarithmic) {
        this.place = place;
        this.logarithmic = logarithmic;
    }

    /** In arrays of all features, also those that are stored. */
    public int place() {
        return place;
    }

    /** In its own unit. */
    public double of(Shopper shopper) {
        return switch (this) {
            case RECENCY -> shopper.recencyDays();
            case ORDERS -> shopper.orders();
            case BASKET -> shopper.paid().map(Shopper.Paid::average).orElse(0.0);
            case DISCOUNTS -> Math.min(1, share(shopper.discounts().either(), shopper));
            case VARIETY -> shopper.variety();
            case RETURNS -> Math.min(1, share(shopper.refunds(), shopper));
            case VISITS -> share(shopper.interactions(), shopper);
        };
    }

    private static double share(long many, Shopper shopper) {
        return (double) many / shopper.orders();
    }

    /** As it is compared. */
    double scaled(double value) {
        return logarithmic ? Math.log1p(Math.max(0, value)) : value;
    }

    /** As it is spelled in documents and texts. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
