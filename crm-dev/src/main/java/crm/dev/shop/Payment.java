package crm.dev.shop;

import static crm.dev.shop.Journey.fields;

import crm.dev.shop.Person.Wallet;
import java.math.BigDecimal;
import java.util.Map;

/** The payment of an order, as the payment provider tells of it. */
final class Payment {

    private static final String MERCHANT = "harbour-and-hearth";

    private final Journey journey;
    private final Order order;

    Payment(Journey journey, Order order) {
        this.journey = journey;
        this.order = order;
    }

    void attempt(String attempt) {
        tell("payment.attempted", attempt, order.total());
    }

    void decline(String attempt, String reason) {
        Map<String, Object> data = data(attempt, order.total());
        data.put("reason", reason);
        journey.after(1, 3).tell(order.buyer(), "payment.declined", data);
    }

    void capture() {
        journey.after(1, 3);
        tell("payment.captured", "", order.total());
    }

    void refund(BigDecimal amount) {
        journey.after(30, 600);
        tell("payment.refunded", "", amount);
    }

    /** The bank takes the money back, since its customer knows nothing of the order. */
    void chargeBack() {
        Map<String, Object> data =
                fields("transaction_id", order.transaction(), "order_id", order.id(), "reason", "fraud");
        journey.tell(order.buyer(), "chargeback.received", data);
    }

    private void tell(String type, String attempt, BigDecimal amount) {
        journey.tell(order.buyer(), type, data(attempt, amount));
    }

    private Map<String, Object> data(String attempt, BigDecimal amount) {
        return of(
                order.buyer(),
                order.transaction() + attempt,
                order.id(),
                amount,
                order.buyer().wallet());
    }

    static Map<String, Object> of(Visitor buyer, String transaction, String order, BigDecimal amount, Wallet wallet) {
        Map<String, Object> data = fields(
                "transaction_id", transaction,
                "amount", Money.text(amount),
                "currency", buyer.market().currency(),
                "order_id", order,
                "payment_method", wallet.method());
        if (wallet.method().equals("card")) {
            data.put("card_fingerprint", wallet.card());
        }
        data.put("merchant_id", MERCHANT);
        if (buyer.channel().equals("store")) {
            data.put("terminal_id", "till-" + buyer.market().code() + "-" + (Math.floorMod(order.hashCode(), 4) + 1));
        } else {
            data.put("device_id", wallet.device());
            data.put("ip", wallet.ip());
        }
        data.put("country", buyer.market().code());
        return data;
    }
}
