package crm.segment.cluster;

import crm.profile.entity.ProfileId;
import java.util.Optional;

/**
 * A customer with orders, in figures as of one instant. Money is that of one currency, the one with most of its orders.
 *
 * @param orders at least one
 * @param recencyDays since the last order
 * @param ageDays since the first order
 * @param paid in that currency; empty where no order has an amount
 * @param variety entropy of the categories bought, in bits; 0 for one category and for none known
 * @param categories bought, as far as known
 * @param discounts orders with a discount or a coupon
 */
public record Shopper(
        ProfileId profile,
        long orders,
        double recencyDays,
        double ageDays,
        Optional<Paid> paid,
        double variety,
        long categories,
        long products,
        long refunds,
        long interactions,
        Discounts discounts) {

    /** Amounts in one currency: of an average order, and of all less refunds. */
    public record Paid(String currency, double average, double net) {}

    /** Orders with an amount taken off, with a coupon, with either. */
    public record Discounts(long reduced, long coupons, long either) {

        public static final Discounts NONE = new Discounts(0, 0, 0);
    }
}
