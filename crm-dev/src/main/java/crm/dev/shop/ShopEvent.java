package crm.dev.shop;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * Something that happened in the shop.
 *
 * @param id with the source the identity of the event, the same whenever it is told
 * @param customer who, if a customer; else the data name the visitor
 * @param data in a fixed order, so that the same event has the same bytes whenever it is told
 */
public record ShopEvent(
        String id, String source, String type, Instant time, Optional<String> customer, Map<String, Object> data)
        implements Comparable<ShopEvent> {

    private static final Comparator<ShopEvent> ORDER =
            Comparator.comparing(ShopEvent::time).thenComparing(ShopEvent::id);

    public ShopEvent {
        requireNonNull(id, "id");
        requireNonNull(time, "time");
    }

    /** In order of time. */
    @Override
    public int compareTo(ShopEvent other) {
        return ORDER.compare(this, other);
    }

    /** The customer, else the visitor. */
    public String who() {
        return customer.orElseGet(() -> (String) data.get("anonymous_id"));
    }

    /** The topic it belongs to. */
    public String topic() {
        return switch (family(type)) {
            case "customer" -> "customer_registration";
            case "order" -> "customer_order";
            case "consultation" -> "customer_consultation";
            case "payment", "chargeback" -> "customer_transaction";
            default -> "customer_interactions";
        };
    }

    /** The part of the shop where such things happen. */
    static String department(String type) {
        return switch (family(type)) {
            case "customer" -> "accounts";
            case "order" -> "orders";
            case "consultation" -> "service";
            case "payment", "chargeback" -> "payments";
            case "message" -> "newsletter";
            default -> "web";
        };
    }

    private static String family(String type) {
        return type.substring(0, type.indexOf('.'));
    }
}
