package crm.dev.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/**
 * Profiles the slow and obvious way: from the whole history as it was told, sorted, one event after the other. Shares no
 * code with what reads events and folds them.
 */
public final class Oracle {

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
            "message.clicked",
            "interaction");

    private final List<Told> events;
    private final Map<Name, List<Told>> identifications = new HashMap<>();
    private final Map<Name, List<Told>> byName = new HashMap<>();

    public Oracle(List<Told> all) {
        events = all.stream().sorted(Comparator.comparing(Told::stamp)).toList();
        for (Told event : events) {
            byName.computeIfAbsent(event.who(), none -> new ArrayList<>()).add(event);
            Set.copyOf(event.links())
                    .forEach(visitor -> identifications
                            .computeIfAbsent(visitor, none -> new ArrayList<>())
                            .add(event));
        }
    }

    /** The events of each profile that has any, sorted. */
    public Map<Name, List<Told>> timelines() {
        Map<Name, List<Told>> byOwner = new TreeMap<>();
        for (Told event : events) {
            byOwner.computeIfAbsent(owner(event), none -> new ArrayList<>()).add(event);
        }
        return byOwner;
    }

    /** Each profile that has events, described by names that the tables have, too. */
    public Map<Name, Map<String, String>> profiles() {
        Map<Name, Map<String, String>> profiles = new TreeMap<>();
        timelines().forEach((owner, own) -> profiles.put(owner, describe(owner, own)));
        return profiles;
    }

    private Name owner(Told event) {
        Told before = null;
        Told after = null;
        for (Told other : identifications.getOrDefault(event.who(), List.of())) {
            if (!other.stamp().time().isAfter(event.stamp().time())) {
                before = other;
            } else if (after == null) {
                after = other;
            }
        }
        Told said = before != null ? before : after;
        return said == null ? event.who() : said.who();
    }

    /** Who answers for each visitor that turned out to be somebody. */
    public Map<Name, Name> survivors() {
        Map<Name, Name> survivors = new TreeMap<>();
        for (Told event : events) {
            event.links().forEach(visitor -> survivors.put(visitor, event.who()));
        }
        return survivors;
    }

    /** How many people are in lists: all but visitors and those who turned out to be somebody else. */
    public long people() {
        Set<Name> merged = survivors().keySet();
        return events.stream()
                .map(Told::who)
                .filter(who -> !who.namespace().equals(Name.ANONYMOUS_ID))
                .distinct()
                .filter(who -> !merged.contains(who))
                .count();
    }

    private Map<String, String> describe(Name owner, List<Told> own) {
        Map<String, String> traits = new TreeMap<>();
        orders(own, traits);
        traits.put("events", "" + own.size());
        traits.put("refunds", "" + count(own, Set.of("order.refunded")));
        traits.put("interactions", "" + count(own, INTERACTIONS));
        traits.put("transactions", "" + count(own, Set.of("payment.attempted")));
        traits.put("first_seen", own.get(0).stamp().time().toString());
        traits.put("last_seen", own.get(own.size() - 1).stamp().time().toString());
        traits.put("attributes", attributes(own).toString());
        traits.put("consents", consents(own).toString());
        traits.put("identities", identities(owner, own).toString());
        return traits;
    }

    private static long count(List<Told> own, Set<String> types) {
        return own.stream().filter(event -> types.contains(event.type())).count();
    }

    // ---- orders

    private static void orders(List<Told> own, Map<String, String> traits) {
        Map<String, List<Told>> byOrder = new TreeMap<>();
        for (Told event : own) {
            if (isCompletion(event) || isRefund(event)) {
                byOrder.computeIfAbsent(event.data().get("order_id").textValue(), none -> new ArrayList<>())
                        .add(event);
            }
        }
        Map<String, BigDecimal> net = new TreeMap<>();
        Map<String, BigDecimal> gross = new TreeMap<>();
        Map<String, Integer> counted = new TreeMap<>();
        Set<String> products = new HashSet<>();
        Map<String, Integer> tallies = new TreeMap<>();
        BigDecimal items = BigDecimal.ZERO;
        List<Instant> times = new ArrayList<>();
        for (List<Told> order : byOrder.values()) {
            net(order, net);
            Optional<Told> completed = completed(order);
            if (completed.isEmpty() || cancelled(order)) {
                continue;
            }
            JsonNode data = completed.get().data();
            times.add(completed.get().stamp().time());
            gross.merge(data.get("currency").textValue(), number(data, "total"), BigDecimal::add);
            counted.merge(data.get("currency").textValue(), 1, Integer::sum);
            Set<String> held = new TreeSet<>();
            if (data.has("channel")) {
                held.add("channel:" + data.get("channel").textValue());
            }
            for (JsonNode line : data.get("products")) {
                items = items.add(number(line, "quantity"));
                products.add(line.get("product_id").textValue());
                held.add("product:" + line.get("product_id").textValue());
                if (line.has("category")) {
                    held.add("category:" + line.get("category").textValue());
                }
            }
            held.forEach(item -> tallies.merge(item, 1, Integer::sum));
        }
        Map<String, Integer> conversations = conversations(own);
        tallies.putAll(conversations);
        times.sort(null);
        traits.put("orders", "" + times.size());
        traits.put("items", plain(items));
        traits.put("products", "" + products.size());
        traits.put("consultations", "" + conversations.size());
        traits.put("tallies", tallies.toString());
        traits.put("first_order", times.isEmpty() ? "null" : times.get(0).toString());
        traits.put(
                "last_order",
                times.isEmpty() ? "null" : times.get(times.size() - 1).toString());
        traits.put("money", money(net, gross, counted));
    }

    private static Map<String, Integer> conversations(List<Told> own) {
        Map<String, Integer> conversations = new TreeMap<>();
        for (Told event : own) {
            if (event.type().startsWith("consultation.")) {
                conversations.merge(
                        "conversation:" + event.data().get("conversation_id").textValue(), 1, Integer::sum);
            }
        }
        return conversations;
    }

    private static boolean isCompletion(Told event) {
        return event.type().equals("order.completed");
    }

    private static boolean isRefund(Told event) {
        return event.type().equals("order.refunded") || event.type().equals("order.cancelled");
    }

    private static Optional<Told> completed(List<Told> order) {
        return order.stream().filter(Oracle::isCompletion).findFirst();
    }

    private static boolean cancelled(List<Told> order) {
        return order.stream().anyMatch(event -> event.type().equals("order.cancelled"));
    }

    /** What was sold by day of the order and currency: orders, and revenue less refunds. */
    public Map<String, String> sales() {
        Map<String, List<Told>> byOrder = new TreeMap<>();
        for (Told event : events) {
            if (isCompletion(event) || isRefund(event)) {
                byOrder.computeIfAbsent(
                                owner(event) + " "
                                        + event.data().get("order_id").textValue(),
                                none -> new ArrayList<>())
                        .add(event);
            }
        }
        Map<String, BigDecimal> net = new TreeMap<>();
        Map<String, Integer> orders = new TreeMap<>();
        for (List<Told> order : byOrder.values()) {
            completed(order).ifPresent(completion -> {
                String day = completion.stamp().time().toString().substring(0, 10);
                Map<String, BigDecimal> own = new TreeMap<>();
                net(order, own);
                own.forEach((currency, amount) -> net.merge(day + ' ' + currency, amount, BigDecimal::add));
                String currency = completion.data().get("currency").textValue();
                orders.merge(day + ' ' + currency, cancelled(order) ? 0 : 1, Integer::sum);
            });
        }
        Map<String, String> sales = new TreeMap<>();
        net.forEach((place, amount) -> {
            int number = orders.getOrDefault(place, 0);
            if (number != 0 || amount.signum() != 0) {
                sales.put(place, number + " " + plain(amount));
            }
        });
        return sales;
    }

    private static void net(List<Told> order, Map<String, BigDecimal> net) {
        Optional<JsonNode> completed = completed(order).map(Told::data);
        boolean whole = false;
        BigDecimal settled = BigDecimal.ZERO;
        for (Told event : order) {
            if (!isRefund(event)) {
                continue;
            }
            JsonNode refund = event.data();
            boolean hasProducts =
                    refund.has("products") && !refund.get("products").isEmpty();
            whole |= event.type().equals("order.cancelled") || (!refund.has("total") && !hasProducts);
            BigDecimal amount = BigDecimal.ZERO;
            if (refund.has("total")) {
                amount = number(refund, "total");
            } else if (hasProducts) {
                amount = ofProducts(refund.get("products"));
                if (completed.isPresent()) {
                    settled = settled.add(
                            unpriced(refund.get("products"), completed.get().get("products")));
                }
            }
            amount = amount.max(BigDecimal.ZERO);
            String currency = refund.has("currency") ? refund.get("currency").textValue() : null;
            if (completed.isPresent()
                    && (currency == null
                            || currency.equals(completed.get().get("currency").textValue()))) {
                settled = settled.add(amount);
            } else if (currency != null) {
                net.merge(currency, amount.negate(), BigDecimal::add);
            }
        }
        if (completed.isPresent()) {
            BigDecimal total = number(completed.get(), "total");
            BigDecimal refunded;
            if (cancelled(order)) {
                refunded = total;
            } else if (total.signum() < 0) {
                refunded = BigDecimal.ZERO;
            } else {
                refunded = whole || settled.compareTo(total) > 0 ? total : settled;
            }
            net.merge(completed.get().get("currency").textValue(), total.subtract(refunded), BigDecimal::add);
        }
    }

    private static BigDecimal ofProducts(JsonNode products) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode line : products) {
            if (line.has("price")) {
                sum = sum.add(number(line, "price").multiply(number(line, "quantity")));
            }
        }
        return sum;
    }

    /** What products without a price cost in the order: the first price that it has for them. */
    private static BigDecimal unpriced(JsonNode returned, JsonNode bought) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode line : returned) {
            if (!line.has("price")) {
                Optional<JsonNode> same = StreamSupport.stream(bought.spliterator(), false)
                        .filter(other -> other.get("product_id").equals(line.get("product_id")) && other.has("price"))
                        .findFirst();
                if (same.isPresent()) {
                    sum = sum.add(number(same.get(), "price").multiply(number(line, "quantity")));
                }
            }
        }
        return sum;
    }

    private static BigDecimal number(JsonNode object, String field) {
        return new BigDecimal(object.get(field).asText());
    }

    private static String money(
            Map<String, BigDecimal> net, Map<String, BigDecimal> gross, Map<String, Integer> counted) {
        Map<String, String> money = new TreeMap<>();
        net.forEach((currency, amount) -> describe(
                money,
                currency,
                amount,
                gross.getOrDefault(currency, BigDecimal.ZERO),
                counted.getOrDefault(currency, 0)));
        return money.toString();
    }

    /** Net, gross and orders of a currency; one of which nothing is left is as good as none. */
    public static void describe(
            Map<String, String> money, String currency, BigDecimal net, BigDecimal gross, long orders) {
        if (net.signum() != 0 || gross.signum() != 0 || orders != 0) {
            money.put(currency, plain(net) + "/" + plain(gross) + "/" + orders);
        }
    }

    /** Without zeros at its end. */
    public static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    // ---- what is known of the person

    private static boolean isAboutACustomer(Told event) {
        return event.type().equals("customer.registered") || event.type().equals("customer.updated");
    }

    private static Map<String, String> attributes(List<Told> own) {
        TreeMap<String, String> fields = new TreeMap<>();
        for (Told event : own) {
            if (isAboutACustomer(event)) {
                Map<String, String> said = new TreeMap<>();
                event.data().properties().forEach(field -> {
                    if (!Set.of("customer_id", "anonymous_id", "identities", "consents")
                            .contains(field.getKey())) {
                        leaves("/" + field.getKey(), field.getValue(), said);
                    }
                });
                said.keySet()
                        .forEach(pointer -> fields.keySet()
                                .removeIf(field -> field.equals(pointer)
                                        || field.startsWith(pointer + "/")
                                        || pointer.startsWith(field + "/")));
                fields.putAll(said);
            }
        }
        fields.values().removeIf("null"::equals);
        return fields;
    }

    private static void leaves(String pointer, JsonNode value, Map<String, String> into) {
        if (value.isObject()) {
            value.properties()
                    .forEach(field -> leaves(
                            pointer + '/' + field.getKey().replace("~", "~0").replace("/", "~1"),
                            field.getValue(),
                            into));
        } else {
            into.put(pointer, value.toString());
        }
    }

    private static Map<String, String> consents(List<Told> own) {
        Map<String, String> consents = new TreeMap<>();
        for (Told event : own) {
            if (isAboutACustomer(event) && event.data().has("consents")) {
                event.data().get("consents").properties().forEach(consent -> {
                    if (consent.getValue().isBoolean()) {
                        consents.put(consent.getKey(), consent.getValue() + " since " + event.stamp());
                    } else if (consent.getValue().isNull()) {
                        consents.remove(consent.getKey());
                    }
                });
            } else if (event.type().equals("customer.consent_changed")) {
                consents.put(
                        event.data().get("purpose").textValue(),
                        event.data().get("granted").booleanValue() + " since " + event.stamp());
            }
        }
        return consents;
    }

    /** Its own, those it was ever tied to, and what its events name. */
    private Set<Name> identities(Name owner, List<Told> own) {
        Set<Name> identities = new TreeSet<>();
        for (Told event : byName.getOrDefault(owner, List.of())) {
            identities.add(event.who());
            identities.addAll(event.links());
        }
        for (Told event : own) {
            if (isAboutACustomer(event) || event.type().equals("customer.identified")) {
                event.data()
                        .path("identities")
                        .forEach(named -> identity(
                                        named.get("namespace").textValue(),
                                        named.get("value").textValue())
                                .filter(who -> !event.type().equals("customer.updated")
                                        || !who.namespace().equals(Name.ANONYMOUS_ID)) // it ties no visitor
                                .ifPresent(identities::add));
            }
            if (isAboutACustomer(event)) {
                for (String field : List.of("email", "phone")) {
                    Optional.ofNullable(event.data().path(field).textValue())
                            .flatMap(value -> identity(field, value))
                            .ifPresent(identities::add);
                }
            }
        }
        return identities;
    }

    /** Names in the spelling by which they are kept, as far as histories have them. */
    private static Optional<Name> identity(String namespace, String value) {
        String kept = switch (namespace) {
            case "email" -> value.contains("@") ? value.strip().toLowerCase(Locale.ROOT) : "";
            case "phone" -> value.replace(" ", "").replaceFirst("^0", "+44");
            case "loyalty_id" -> value.replace("-", "").toUpperCase(Locale.ROOT);
            case "device_id", "anonymous_id" -> value;
            default -> "";
        };
        return kept.isEmpty() ? Optional.empty() : Optional.of(new Name(namespace, kept));
    }
}
