package crm.segment.entity;

import java.util.Optional;

/**
 * How a group is by one feature, in its own unit: days since the last order, orders, amount of an average order, share of orders at
 * a discount, entropy of categories in bits, refunds per order, interactions per order.
 *
 * @param mean of its customers
 * @param meanOfAll of all customers with orders
 * @param currency of an amount, that of most customers; who pays in others is not in the means
 */
public record ClusterFeature(String feature, double mean, double meanOfAll, Optional<String> currency) {}
