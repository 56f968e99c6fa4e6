package crm.profile.fold;

import crm.ingest.entity.Payload.OrderCompleted;
import crm.ingest.entity.Payload.OrderLine;
import crm.ingest.entity.Payload.OrderRefunded;
import crm.ingest.entity.Stamp;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * One order as far as its events have come, in whatever order they came. What it adds to its profile is a function of
 * this state: each change takes the old contribution back and adds the new one.
 *
 * <p>Its total counts once. Refunds add up to at most the total; a negative total stands as it is. Cancelled, or
 * refunded without an amount, is refunded whole. Products refunded without a price have that of the order. A refund
 * before its order counts at once as minus its amount where it names a currency. Not thread-safe.
 */
public final class OrderState {

    /** Under which a refund that names no currency is kept: that of the order. */
    private static final String OF_THE_ORDER = "";

    private Completion completion;
    private List<OrderLine> lines;
    private final Map<String, BigDecimal> refunded = new TreeMap<>();
    private final Map<String, BigDecimal> unpriced = new TreeMap<>();
    private boolean whole;
    private boolean cancelled;

    /**
     * How the order was completed; the earliest word counts where several events complete one order.
     *
     * @param items sum of quantities
     */
    public record Completion(
            Stamp stamp, String currency, BigDecimal total, BigDecimal items, Optional<String> channel) {}

    /** An order of which nothing has come. */
    public OrderState() {}

    /**
     * An order as it was stored.
     *
     * @param completion null while the order itself has not come
     */
    public OrderState(
            Completion completion,
            Map<String, BigDecimal> refunded,
            Map<String, BigDecimal> unpriced,
            boolean whole,
            boolean cancelled) {
        this.completion = completion;
        this.refunded.putAll(refunded);
        this.unpriced.putAll(unpriced);
        this.whole = whole;
        this.cancelled = cancelled;
    }

    public Optional<Completion> completion() {
        return Optional.ofNullable(completion);
    }

    /** Sum of refunds by currency, the empty string for that of the order. */
    public Map<String, BigDecimal> refunded() {
        return refunded;
    }

    /** Quantities by product that were refunded without a price. */
    public Map<String, BigDecimal> unpriced() {
        return unpriced;
    }

    public boolean whole() {
        return whole;
    }

    public boolean cancelled() {
        return cancelled;
    }

    /** What it adds in its own currency to the day it was completed on: its total less refunds. */
    public Optional<BigDecimal> sold() {
        return completion().map(order -> order.total().subtract(settled()));
    }

    /** Whether what needs its lines, as a cancellation does, must {@link #recall} them before. */
    public boolean forgotItsLines() {
        return completion != null && lines == null;
    }

    /** Gives a stored order the lines of the event that completed it. */
    public void recall(List<OrderLine> stored) {
        lines = stored;
    }

    void complete(OrderCompleted order, Stamp stamp, ProfileDelta delta) {
        if (completion != null && !completion.stamp().isAfter(stamp)) {
            return;
        }
        contribute(delta, -1);
        completion = new Completion(stamp, order.currency(), order.total(), quantity(order.lines()), order.channel());
        lines = order.lines();
        contribute(delta, 1);
    }

    void refund(OrderRefunded refund, ProfileDelta delta) {
        if (refund.cancelled() && !cancelled) {
            contribute(delta, -1);
            take(refund);
            cancelled = true;
            contribute(delta, 1);
        } else {
            contributeMoney(delta, -1);
            take(refund);
            contributeMoney(delta, 1);
        }
    }

    private void take(OrderRefunded refund) {
        refund.amount()
                .map(BigDecimal.ZERO::max)
                .ifPresent(amount -> refunded.merge(refund.currency().orElse(OF_THE_ORDER), amount, BigDecimal::add));
        refund.unpriced().forEach(line -> unpriced.merge(line.productId(), line.quantity(), BigDecimal::add));
        whole |= refund.cancelled() || refund.amount().isEmpty();
    }

    private void contribute(ProfileDelta delta, int sign) {
        contributeMoney(delta, sign);
        if (completion != null && !cancelled) {
            delta.order(completion, lines, sign);
        }
    }

    private void contributeMoney(ProfileDelta delta, int sign) {
        net((currency, amount) -> money(delta, currency, amount, sign));
    }

    /** What it comes to less refunds, by currency; needs the lines of an order of which products were refunded. */
    public void net(BiConsumer<String, BigDecimal> sum) {
        refunded.forEach((currency, amount) -> {
            if (!settledWithTheOrder(currency)) {
                sum.accept(currency, amount.negate());
            }
        });
        if (completion != null) {
            sum.accept(completion.currency(), completion.total().subtract(settled()));
        }
    }

    /** A refund belongs to the day of its order, and waits for it. */
    private void money(ProfileDelta delta, String currency, BigDecimal amount, int sign) {
        delta.net(currency, amount, sign);
        if (completion != null) {
            delta.sale(Sales.Place.of(completion, currency), 0, amount, sign);
        }
    }

    private boolean settledWithTheOrder(String currency) {
        return currency.equals(OF_THE_ORDER) || (completion != null && currency.equals(completion.currency()));
    }

    private BigDecimal settled() {
        BigDecimal total = completion.total();
        if (cancelled) {
            return total;
        }
        if (whole) {
            return total.max(BigDecimal.ZERO);
        }
        BigDecimal sum = refunded.getOrDefault(OF_THE_ORDER, BigDecimal.ZERO)
                .add(refunded.getOrDefault(completion.currency(), BigDecimal.ZERO))
                .add(atTheOrdersPrices());
        return sum.min(total).max(BigDecimal.ZERO);
    }

    private BigDecimal atTheOrdersPrices() {
        BigDecimal sum = BigDecimal.ZERO;
        for (Map.Entry<String, BigDecimal> product : unpriced.entrySet()) {
            sum = sum.add(product.getValue().multiply(price(product.getKey())));
        }
        return sum;
    }

    /** The first that the order has for the product; nothing where it has none. */
    private BigDecimal price(String product) {
        return lines.stream()
                .filter(line -> line.productId().equals(product))
                .flatMap(line -> line.price().stream())
                .findFirst()
                .orElse(BigDecimal.ZERO);
    }

    private static BigDecimal quantity(List<OrderLine> lines) {
        return lines.stream().map(OrderLine::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
