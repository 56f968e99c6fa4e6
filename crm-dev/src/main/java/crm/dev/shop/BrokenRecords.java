package crm.dev.shop;

import static crm.dev.shop.Journey.fields;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What producers get wrong, once in a while: an operator shall have something to mend. */
public final class BrokenRecords {

    private static final Duration WRONG_CLOCK = Duration.ofDays(3650);

    private final ShopPlan plan;

    public BrokenRecords(ShopPlan plan) {
        this.plan = plan;
    }

    /** The record of a number; each fourth is broken in the same way. */
    public Message record(long number, Instant now) {
        String id = plan.prefix() + "X" + number;
        String customer = plan.prefix() + "C10001";
        return switch ((int) (number % 4)) {
            case 0 -> Message.structured(withoutTotal(id, customer, now), false);
            case 1 ->
                Message.raw(
                        "customer_order", customer, "{\"type\":\"order.completed\",\"order_id\":\"" + id + "\",\"cur");
            case 2 -> Message.structured(view(id, Optional.of(customer), now.plus(WRONG_CLOCK)), false);
            default -> Message.structured(view(id, Optional.empty(), now), false);
        };
    }

    private ShopEvent withoutTotal(String id, String customer, Instant now) {
        return new ShopEvent(
                id,
                plan.source() + "/orders",
                "order.completed",
                now,
                Optional.of(customer),
                fields("order_id", "O-" + id, "currency", "EUR", "channel", "web"));
    }

    private ShopEvent view(String id, Optional<String> customer, Instant time) {
        return new ShopEvent(
                id, plan.source() + "/web", "product.viewed", time, customer, fields("product_id", "KIT-101"));
    }
}
