package crm.profile.entity;

/**
 * How the number of orders comes about.
 *
 * @param completed that came
 * @param cancelled of those
 * @param refundedWhole of those that count, refunded as a whole
 * @param pending of which a refund or cancellation came, and no order yet
 */
public record OrderCounts(long completed, long cancelled, long refundedWhole, long pending) {}
