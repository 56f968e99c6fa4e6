package crm.profile.page;

import crm.profile.entity.CustomerFile;
import crm.profile.entity.Money;
import crm.profile.entity.OrderCounts;
import crm.profile.entity.SpendSum;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Says how each trait comes about, with its numbers. */
final class TraitWords {

    /** Those whose explanation has no numbers. */
    private static final Set<String> PLAIN = Set.of(
            "items",
            "refunds",
            "products",
            "first_order_at",
            "last_order_at",
            "first_seen_at",
            "last_seen_at",
            "interactions",
            "consultations",
            "transactions",
            "top_categories",
            "favourite_channel");

    /** Those with parts. */
    private static final Set<String> NESTED = Set.of("rfm", "cluster");

    private final CustomerFile file;
    private final Wording wording;
    private final Map<String, String> own;

    /** @param own names of the traits that administrators have defined, by their keys */
    TraitWords(CustomerFile file, Wording wording, Map<String, String> own) {
        this.file = file;
        this.wording = wording;
        this.own = own;
    }

    /** All traits: those that are computed, those that administrators have defined, and those that producers sent. */
    List<Told> all() {
        Map<String, Object> sent = new LinkedHashMap<>();
        Map<String, Object> computed = new LinkedHashMap<>();
        file.profile()
                .traits()
                .forEach((name, value) ->
                        (isComputed(name) || own.containsKey(name) ? computed : sent).put(name, value));
        List<Told> all = new java.util.ArrayList<>();
        computed.forEach((name, value) -> {
            if (NESTED.contains(name)) {
                Facts.of("trait", Map.of(name, value), wording).forEach(fact -> all.add(new Told(fact, why(name))));
            } else if (own.containsKey(name)) {
                Facts.of("trait", name, value, wording)
                        .map(fact -> new Fact(own.get(name), fact.text(), fact.entries()))
                        .ifPresent(fact -> all.add(new Told(fact, wording.say("why.own_trait"))));
            } else {
                Facts.of("trait", name, value, wording).ifPresent(fact -> all.add(new Told(fact, why(name))));
            }
        });
        all.addAll(new Origins(file.origins(), wording).of("trait", sent, "/traits"));
        return all;
    }

    private static boolean isComputed(String name) {
        return PLAIN.contains(name)
                || NESTED.contains(name)
                || Set.of("orders", "total_spend", "average_order_value").contains(name);
    }

    private String why(String name) {
        return switch (name) {
            case "orders" -> orders(file.orders());
            case "total_spend" -> file.sums().stream().map(this::spend).collect(Collectors.joining(" "));
            case "average_order_value" ->
                file.sums().stream()
                        .filter(sum -> sum.orders() > 0)
                        .map(this::average)
                        .collect(Collectors.joining(" "));
            default -> wording.say("why." + name);
        };
    }

    private String orders(OrderCounts counts) {
        String orders = wording.say("why.orders", counts.completed(), counts.cancelled());
        return counts.pending() == 0 ? orders : orders + ' ' + wording.say("why.orders.pending", counts.pending());
    }

    private String spend(SpendSum sum) {
        return wording.say(
                "why.total_spend",
                money(sum, sum.gross()),
                money(sum, sum.gross().subtract(sum.net())),
                money(sum, sum.net()));
    }

    private String average(SpendSum sum) {
        return wording.say("why.average_order_value", money(sum, sum.gross()), sum.orders());
    }

    private String money(SpendSum sum, BigDecimal amount) {
        return wording.money(new Money(sum.currency(), plain(amount)));
    }

    private static String plain(BigDecimal amount) {
        BigDecimal short_ = amount.stripTrailingZeros();
        return short_.setScale(Math.max(0, short_.scale())).toPlainString();
    }
}
