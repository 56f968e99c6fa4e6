package crm.dev.shop;

import static crm.dev.shop.Journey.fields;

import crm.dev.shop.Order.Line;
import java.math.BigDecimal;
import java.util.List;

/** What may follow an order: it is cancelled, sent back in part or whole, or reviewed. */
final class AfterSales {

    private final Journey journey;
    private final Order order;

    AfterSales(Journey journey, Order order) {
        this.journey = journey;
        this.order = order;
    }

    void cancel() {
        journey.tell(
                order.buyer(),
                "order.cancelled",
                fields("order_id", order.id(), "currency", order.currency(), "total", Money.text(order.total())));
        new Payment(journey, order).refund(order.total());
    }

    /** All comes back, and so does all the money. */
    void refundWhole() {
        refund(order.total(), order.lines());
    }

    /** One of the lines comes back; of an order with a single one, all. */
    void refundPart() {
        Line line = journey.dice().any(order.lines());
        if (order.lines().size() == 1) {
            refundWhole();
        } else {
            BigDecimal most = order.total().subtract(order.shipping());
            refund(line.amount().min(most), List.of(line));
        }
    }

    void review() {
        Dice dice = journey.dice();
        Line line = dice.any(order.lines());
        int rating = 1 + dice.weighted(4, 6, 12, 34, 44);
        journey.tell(
                order.buyer(),
                "product.reviewed",
                fields(
                        "product_id", line.product().id(),
                        "name", line.product().name(),
                        "category", line.product().category(),
                        "rating", rating,
                        "review", Talk.in(order.buyer().market()).review(dice)));
    }

    private void refund(BigDecimal amount, List<Line> lines) {
        journey.tell(
                order.buyer(),
                "order.refunded",
                fields(
                        "order_id", order.id(),
                        "currency", order.currency(),
                        "total", Money.text(amount),
                        "reason", "returned",
                        "products", lines.stream().map(Line::data).toList()));
        new Payment(journey, order).refund(amount);
    }
}
