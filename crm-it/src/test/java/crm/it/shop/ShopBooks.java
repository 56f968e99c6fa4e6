package crm.it.shop;

import crm.dev.shop.ShopEvent;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the shop itself says of its customers: computed from what happened, by other means than the platform's. */
final class ShopBooks {

    private static final Set<String> INTERACTIONS = Set.of(
            "page.viewed",
            "products.searched",
            "product.viewed",
            "product.added",
            "product.removed",
            "product.reviewed",
            "cart.viewed",
            "checkout.started",
            "promotion.clicked",
            "message.opened",
            "message.clicked");

    private final List<ShopEvent> events;
    private final Map<String, String> customers = new HashMap<>();

    ShopBooks(List<ShopEvent> events) {
        this.events = events;
        for (ShopEvent event : events) {
            if (event.type().equals("customer.registered") || event.type().equals("customer.identified")) {
                event.customer()
                        .ifPresent(
                                customer -> customers.put((String) event.data().get("anonymous_id"), customer));
            }
        }
    }

    /** The customers' figures, by their ids. */
    Map<String, Map<String, String>> figures() {
        Map<String, Account> accounts = new TreeMap<>();
        for (ShopEvent event : events) {
            String customer = event.customer().orElseGet(() -> customers.get(event.who()));
            if (customer != null) {
                accounts.computeIfAbsent(customer, none -> new Account()).add(event);
            }
        }
        Map<String, Map<String, String>> figures = new TreeMap<>();
        accounts.forEach((customer, account) -> figures.put(customer, account.figures()));
        return figures;
    }

    /** Orders less what went back, by currency. */
    Map<String, BigDecimal> revenue() {
        Map<String, BigDecimal> revenue = new TreeMap<>();
        events.forEach(event -> addTo(revenue, event));
        return revenue;
    }

    private static void addTo(Map<String, BigDecimal> revenue, ShopEvent event) {
        if (event.type().startsWith("order.")) {
            BigDecimal total = new BigDecimal((String) event.data().get("total"));
            String currency = (String) event.data().get("currency");
            revenue.merge(currency, event.type().equals("order.completed") ? total : total.negate(), BigDecimal::add);
        }
    }

    private static final class Account {

        private final Map<String, Integer> counts = new TreeMap<>();
        private final Map<String, BigDecimal> revenue = new TreeMap<>();
        private final Set<Object> conversations = new HashSet<>();

        void add(ShopEvent event) {
            String type = event.type();
            count("interactions", INTERACTIONS.contains(type));
            count("transactions", type.equals("payment.attempted"));
            count("refunds", type.equals("order.refunded"));
            if (type.startsWith("consultation.")) {
                conversations.add(event.data().get("conversation_id"));
            }
            counts.merge(
                    "orders",
                    type.equals("order.completed") ? 1 : type.equals("order.cancelled") ? -1 : 0,
                    Integer::sum);
            addTo(revenue, event);
        }

        private void count(String figure, boolean itCounts) {
            counts.merge(figure, itCounts ? 1 : 0, Integer::sum);
        }

        Map<String, String> figures() {
            Map<String, String> figures = new TreeMap<>();
            counts.forEach((name, count) -> figures.put(name, count.toString()));
            figures.put("consultations", Integer.toString(conversations.size()));
            revenue.forEach((currency, amount) -> figures.put(currency, amount.toPlainString()));
            return figures;
        }
    }
}
