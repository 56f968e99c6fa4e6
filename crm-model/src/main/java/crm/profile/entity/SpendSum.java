package crm.profile.entity;

import java.math.BigDecimal;

/**
 * What the orders of one currency come to.
 *
 * @param gross totals of the orders that count
 * @param net less refunds, in which also those of orders that have not come
 * @param orders how many count: completed and not cancelled
 */
public record SpendSum(String currency, BigDecimal gross, BigDecimal net, long orders) {}
