package crm.profile.page;

import crm.profile.entity.Family;
import crm.profile.entity.TimelineEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Tells events in words: what happened, what tells most of it, then the rest. A type without words has its name. */
final class Happenings {

    private static final List<String> CUSTOMER =
            List.of("name", "first_name", "last_name", "email", "phone", "consents");
    private static final List<String> ORDER = List.of("total", "products", "channel", "coupon", "order_id");
    private static final List<String> PRODUCT =
            List.of("name", "product_id", "category", "brand", "price", "quantity", "rating", "review");
    private static final List<String> MESSAGE = List.of("subject", "campaign", "campaign_id", "message_id", "link_url");
    private static final List<String> CONVERSATION =
            List.of("channel", "subject", "text", "language", "order_id", "conversation_id");
    private static final List<String> PAYMENT =
            List.of("amount", "payment_method", "merchant_id", "country", "reason", "order_id", "transaction_id");

    /** Types that have words, topic by topic, and the fields that tell most. */
    private static final Map<String, List<String>> TELLING = telling();

    private final Wording wording;

    Happenings(Wording wording) {
        this.wording = wording;
    }

    private static Map<String, List<String>> telling() {
        Map<String, List<String>> telling = new LinkedHashMap<>();
        telling.put("customer.registered", CUSTOMER);
        telling.put("customer.updated", CUSTOMER);
        telling.put("customer.identified", List.of("anonymous_id", "identities"));
        telling.put("customer.consent_changed", List.of("purpose", "granted"));
        putAll(telling, "order.", ORDER, "completed", "refunded", "cancelled");
        telling.put("page.viewed", List.of("title", "url", "campaign"));
        telling.put("products.searched", List.of("query"));
        putAll(telling, "product.", PRODUCT, "viewed", "added", "removed", "reviewed");
        telling.put("cart.viewed", List.of("value", "products", "cart_id"));
        telling.put("checkout.started", List.of("value", "total", "products", "order_id", "cart_id"));
        telling.put("promotion.clicked", List.of("name", "promotion_id", "creative", "position"));
        putAll(telling, "message.", MESSAGE, "opened", "clicked");
        telling.put("interaction", List.of("name", "channel", "product_id", "url"));
        putAll(telling, "consultation.", CONVERSATION, "started", "message_received", "message_sent", "ended");
        telling.put("consultation.rated", List.of("rating", "comment", "channel", "conversation_id"));
        putAll(telling, "payment.", PAYMENT, "attempted", "captured", "declined", "refunded");
        telling.put("chargeback.received", PAYMENT);
        return telling;
    }

    private static void putAll(Map<String, List<String>> telling, String family, List<String> fields, String... types) {
        Stream.of(types).forEach(type -> telling.put(family + type, fields));
    }

    /** All types that have words. */
    static List<String> types() {
        return List.copyOf(TELLING.keySet());
    }

    Happening of(TimelineEntry entry) {
        Map<String, Object> rest = new LinkedHashMap<>(entry.data());
        rest.values().removeIf(value -> value == null);
        Map<String, Object> first = new LinkedHashMap<>();
        for (String name : TELLING.getOrDefault(entry.type(), List.copyOf(rest.keySet()))) {
            if (rest.containsKey(name)) {
                first.put(name, rest.remove(name));
            }
        }
        EventFields fields = new EventFields(entry.data(), wording);
        if (fields.sayCurrency(first)) {
            rest.remove(EventFields.CURRENCY);
        }
        return new Happening(
                entry.type(),
                wording.label("event", entry.type()),
                entry.time(),
                Origins.source(entry.source(), wording),
                fields.facts(first),
                fields.facts(rest),
                EventPlace.anchor(entry.source(), entry.id()),
                icon(entry.type()));
    }

    private static String icon(String type) {
        return switch (Family.of(type)) {
            case CUSTOMER -> "event-customer";
            case ORDERS -> "event-order";
            case BROWSING, MESSAGES -> "event-interaction";
            case CONSULTATIONS -> "event-consultation";
            case PAYMENTS -> "event-payment";
            case OTHER -> "event";
        };
    }
}
