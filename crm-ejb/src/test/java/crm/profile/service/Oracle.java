package crm.profile.service;

import crm.ingest.entity.Event;
import crm.ingest.entity.Identity;
import crm.ingest.entity.Payload.ConsentChanged;
import crm.ingest.entity.Payload.Consulted;
import crm.ingest.entity.Payload.CustomerChanged;
import crm.ingest.entity.Payload.CustomerIdentified;
import crm.ingest.entity.Payload.OrderCompleted;
import crm.ingest.entity.Payload.OrderLine;
import crm.ingest.entity.Payload.OrderRefunded;
import crm.profile.entity.ProfileId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Profiles the slow and obvious way: from the whole history, sorted, one event after the other. Shares no code with the
 * fold.
 */
final class Oracle {

    private final List<Event> events;

    Oracle(List<Event> all) {
        events = all.stream().sorted(Comparator.comparing(Event::stamp)).toList();
    }

    /** Each profile that has events, described. */
    Map<ProfileId, Map<String, String>> profiles() {
        Map<ProfileId, List<Event>> byOwner = new TreeMap<>();
        for (Event event : events) {
            byOwner.computeIfAbsent(owner(event), none -> new ArrayList<>()).add(event);
        }
        Map<ProfileId, Map<String, String>> profiles = new TreeMap<>();
        byOwner.forEach((owner, own) -> profiles.put(owner, describe(owner, own)));
        return profiles;
    }

    private ProfileId owner(Event event) {
        Event before = null;
        Event after = null;
        for (Event other : events) {
            if (!says(other, event.subject())) {
                continue;
            }
            if (!other.stamp().time().isAfter(event.stamp().time())) {
                before = other;
            } else if (after == null) {
                after = other;
            }
        }
        Event said = before != null ? before : after;
        return ProfileId.of(said == null ? event.subject() : said.subject());
    }

    private static boolean says(Event event, Identity visitor) {
        if (!event.subject().isCustomer() || !visitor.linkable()) {
            return false;
        }
        if (event.payload() instanceof CustomerChanged change) {
            return change.links().contains(visitor);
        }
        return event.payload() instanceof CustomerIdentified identified
                && identified.links().contains(visitor);
    }

    private Map<String, String> describe(ProfileId owner, List<Event> own) {
        Map<String, String> traits = new TreeMap<>();
        orders(own, traits);
        traits.put("events", "" + own.size());
        traits.put("refunds", "" + count(own, "order.refunded"));
        traits.put("interactions", "" + count(own, "page.viewed"));
        traits.put("transactions", "" + count(own, "payment.attempted"));
        traits.put("first_seen", own.get(0).stamp().time().toString());
        traits.put("last_seen", own.get(own.size() - 1).stamp().time().toString());
        traits.put("attributes", attributes(own).toString());
        traits.put("consents", consents(own).toString());
        traits.put("identities", identities(owner, own).toString());
        return traits;
    }

    private static long count(List<Event> own, String type) {
        return own.stream().filter(event -> event.type().equals(type)).count();
    }

    private static void orders(List<Event> own, Map<String, String> traits) {
        Map<String, List<Event>> byOrder = new TreeMap<>();
        for (Event event : own) {
            if (event.payload() instanceof OrderCompleted order) {
                byOrder.computeIfAbsent(order.orderId(), none -> new ArrayList<>())
                        .add(event);
            } else if (event.payload() instanceof OrderRefunded refund) {
                byOrder.computeIfAbsent(refund.orderId(), none -> new ArrayList<>())
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
        int orders = 0;
        for (List<Event> order : byOrder.values()) {
            net(order, net);
            Optional<Event> completed = completed(order);
            if (completed.isEmpty() || cancelled(order)) {
                continue;
            }
            OrderCompleted payload = (OrderCompleted) completed.get().payload();
            orders++;
            times.add(completed.get().stamp().time());
            gross.merge(payload.currency(), payload.total(), BigDecimal::add);
            counted.merge(payload.currency(), 1, Integer::sum);
            Set<String> held = new TreeSet<>();
            held.add("channel:" + payload.channel().orElseThrow());
            for (OrderLine line : payload.lines()) {
                items = items.add(line.quantity());
                products.add(line.productId());
                held.add("product:" + line.productId());
                held.add("category:" + line.category().orElseThrow());
            }
            held.forEach(item -> tallies.merge(item, 1, Integer::sum));
        }
        times.sort(null);
        traits.put("orders", "" + orders);
        traits.put("items", number(items));
        traits.put("products", "" + products.size());
        Map<String, Integer> conversations = new TreeMap<>();
        for (Event event : own) {
            if (event.payload() instanceof Consulted consulted) {
                conversations.merge("conversation:" + consulted.conversationId(), 1, Integer::sum);
            }
        }
        traits.put("consultations", "" + conversations.size());
        tallies.putAll(conversations);
        traits.put("tallies", tallies.toString());
        traits.put("first_order", times.isEmpty() ? "null" : times.get(0).toString());
        traits.put(
                "last_order",
                times.isEmpty() ? "null" : times.get(times.size() - 1).toString());
        traits.put("money", money(net, gross, counted));
    }

    private static Optional<Event> completed(List<Event> order) {
        return order.stream()
                .filter(event -> event.payload() instanceof OrderCompleted)
                .findFirst();
    }

    private static boolean cancelled(List<Event> order) {
        return order.stream().anyMatch(event -> event.payload() instanceof OrderRefunded refund && refund.cancelled());
    }

    private static void net(List<Event> order, Map<String, BigDecimal> net) {
        Optional<OrderCompleted> completed = completed(order).map(event -> (OrderCompleted) event.payload());
        boolean whole = false;
        BigDecimal settled = BigDecimal.ZERO;
        for (Event event : order) {
            if (event.payload() instanceof OrderRefunded refund) {
                whole |= refund.cancelled() || refund.amount().isEmpty();
                BigDecimal amount = refund.amount().orElse(BigDecimal.ZERO);
                String currency = refund.currency().orElse(null);
                if (completed.isPresent()
                        && (currency == null || currency.equals(completed.get().currency()))) {
                    settled = settled.add(amount);
                } else if (currency != null) {
                    net.merge(currency, amount.negate(), BigDecimal::add);
                }
            }
        }
        if (completed.isPresent()) {
            settled = settled.add(unpriced(order, completed.get().lines()));
            BigDecimal total = completed.get().total();
            BigDecimal refunded;
            if (cancelled(order)) {
                refunded = total;
            } else if (whole) {
                refunded = total.signum() < 0 ? BigDecimal.ZERO : total;
            } else if (total.signum() < 0) {
                refunded = BigDecimal.ZERO;
            } else {
                refunded = settled.compareTo(total) > 0 ? total : settled;
            }
            net.merge(completed.get().currency(), total.subtract(refunded), BigDecimal::add);
        }
    }

    private static BigDecimal unpriced(List<Event> order, List<OrderLine> lines) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Event event : order) {
            if (event.payload() instanceof OrderRefunded refund) {
                for (OrderLine returned : refund.unpriced()) {
                    for (OrderLine bought : lines) {
                        if (bought.productId().equals(returned.productId())) {
                            sum = sum.add(bought.price().orElseThrow().multiply(returned.quantity()));
                            break;
                        }
                    }
                }
            }
        }
        return sum;
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

    /** A currency of which nothing is left is as good as none. */
    static void describe(Map<String, String> money, String currency, BigDecimal net, BigDecimal gross, long orders) {
        if (net.signum() != 0 || gross.signum() != 0 || orders != 0) {
            money.put(currency, number(net) + "/" + number(gross) + "/" + orders);
        }
    }

    static String number(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static Map<String, String> attributes(List<Event> own) {
        TreeMap<String, String> fields = new TreeMap<>();
        for (Event event : own) {
            if (event.payload() instanceof CustomerChanged change) {
                change.attributes()
                        .keySet()
                        .forEach(pointer -> fields.keySet()
                                .removeIf(field -> field.equals(pointer)
                                        || field.startsWith(pointer + "/")
                                        || pointer.startsWith(field + "/")));
                fields.putAll(change.attributes());
            }
        }
        fields.values().removeIf("null"::equals);
        return fields;
    }

    private static Map<String, Boolean> consents(List<Event> own) {
        Map<String, Boolean> consents = new TreeMap<>();
        for (Event event : own) {
            if (event.payload() instanceof CustomerChanged change) {
                change.consents().forEach((purpose, granted) -> {
                    consents.remove(purpose);
                    granted.ifPresent(said -> consents.put(purpose, said));
                });
            } else if (event.payload() instanceof ConsentChanged consent) {
                consents.put(consent.purpose(), consent.granted());
            }
        }
        return consents;
    }

    private Set<Identity> identities(ProfileId owner, List<Event> own) {
        Set<Identity> identities = new TreeSet<>();
        for (Event event : events) {
            if (ProfileId.of(event.subject()).equals(owner)) {
                identities.add(event.subject());
                if (event.subject().isCustomer()) {
                    links(event).forEach(identities::add);
                }
            }
        }
        for (Event event : own) {
            if (event.payload() instanceof CustomerChanged change) {
                identities.addAll(change.identities());
            }
        }
        return identities;
    }

    private static List<Identity> links(Event event) {
        if (event.payload() instanceof CustomerChanged change) {
            return change.links();
        }
        return event.payload() instanceof CustomerIdentified identified ? identified.links() : List.of();
    }
}
