package crm.profile.service;

import static org.assertj.core.api.Assertions.assertThat;

import crm.ingest.entity.Event;
import crm.ingest.entity.Identity;
import crm.ingest.entity.Payload;
import crm.ingest.entity.Payload.ConsentChanged;
import crm.ingest.entity.Payload.Consulted;
import crm.ingest.entity.Payload.CustomerChanged;
import crm.ingest.entity.Payload.CustomerIdentified;
import crm.ingest.entity.Payload.Occurrence;
import crm.ingest.entity.Payload.OrderCompleted;
import crm.ingest.entity.Payload.OrderLine;
import crm.ingest.entity.Payload.OrderRefunded;
import crm.ingest.entity.Stamp;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A random history of a few customers and visitors, narrow enough that everything meets everything. */
final class History {

    /** Personal, in data and subjects. */
    static final String SECRET = "ada-lovelace";

    private final Random random;
    private final List<Payload> payloads = new ArrayList<>();
    private final List<String> sent = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();

    History(Random random, int size) {
        this.random = random;
        for (int i = 0; i < size; i++) {
            events.add(event(i));
        }
    }

    List<Event> events() {
        return events;
    }

    /** What was stored of an event leads back to its payload. */
    Payload payload(String data) {
        int n = sent.indexOf(data);
        assertThat(n).as("opened as it was sent: " + data).isNotNegative();
        return payloads.get(n);
    }

    private Event event(int i) {
        Stamp stamp = new Stamp(
                Instant.parse("2020-01-01T00:00:00Z").plusSeconds(random.nextInt(60)), oneOf("shop", "web"), "e" + i);
        boolean visitor = random.nextInt(3) == 0;
        Identity subject = visitor ? visitor() : Identity.customer(oneOf("1", "2", "3", "4"));
        if (random.nextInt(20) == 0) {
            subject = new Identity(Identity.EMAIL, SECRET + "@example.org"); // sealed too, and linked to nobody
        }
        return event(stamp, subject);
    }

    private Event event(Stamp stamp, Identity subject) {
        return switch (random.nextInt(10)) {
            case 0 -> event(stamp, "customer.registered", subject, changed(true));
            case 1 -> event(stamp, "customer.updated", subject, changed(false));
            case 2 -> event(stamp, "customer.identified", subject, identified());
            case 3, 4 -> event(stamp, "order.completed", subject, completed());
            case 5 -> event(stamp, "order.refunded", subject, refunded(false));
            case 6 -> event(stamp, "order.cancelled", subject, refunded(true));
            case 7 ->
                event(stamp, "customer.consent_changed", subject, new ConsentChanged(purpose(), random.nextBoolean()));
            case 8 -> event(stamp, "consultation.message_sent", subject, new Consulted(oneOf("k1", "k2")));
            default -> event(stamp, oneOf("page.viewed", "payment.attempted", "whatever"), subject, new Occurrence());
        };
    }

    private Event event(Stamp stamp, String type, Identity subject, Payload payload) {
        payloads.add(payload);
        sent.add(data(sent.size()));
        return new Event(stamp, type, subject, false, payload, sent.get(sent.size() - 1));
    }

    /** Some of it personal, so that a profile can be folded anew only by whoever can open it. */
    private String data(int n) {
        return random.nextBoolean()
                ? "{\"n\": " + n + "}"
                : "{\"name\": \"" + SECRET + "\", \"n\": " + n + ", \"deep\": [{\"phone\": 4420}]}";
    }

    private Identity visitor() {
        return random.nextInt(5) == 0
                ? new Identity(Identity.LOYALTY_ID, oneOf("L1", "L2"))
                : Identity.anonymous(oneOf("a", "b", "c"));
    }

    private CustomerChanged changed(boolean registered) {
        Map<String, String> facts = switch (random.nextInt(6)) {
            case 0 -> Map.of("/name", "\"" + oneOf("Ann", "Bo") + "\"");
            case 1 -> Map.of("/address", "null");
            case 2 -> Map.of("/address/city", oneOf("\"Rome\"", "null"), "/address/country", "\"IT\"");
            case 3 -> Map.of("/address/country", oneOf("\"UK\"", "\"FR\""), "/traits/vip", oneOf("true", "1.50"));
            case 4 -> Map.of("/address", "\"somewhere\"");
            default -> Map.of("/first_name", "\"Al\"", "/last_name", oneOf("\"Li\"", "null"));
        };
        List<Identity> links = registered && random.nextBoolean() ? List.of(visitor()) : List.of();
        Identity email = new Identity(Identity.EMAIL, oneOf("x@example.org", "y@example.org"));
        return new CustomerChanged(
                facts,
                List.of(email),
                links,
                Map.of(purpose(), random.nextInt(4) == 0 ? Optional.empty() : Optional.of(random.nextBoolean())));
    }

    private CustomerIdentified identified() {
        return new CustomerIdentified(List.of(), List.of(visitor()));
    }

    private OrderCompleted completed() {
        List<OrderLine> lines = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            lines.add(new OrderLine(
                    oneOf("p1", "p2", "p3"),
                    Optional.of(oneOf("mugs", "lamps")),
                    Optional.of(amount()),
                    new BigDecimal(random.nextInt(5) - 1)));
        }
        return new OrderCompleted(
                orderId(), currency(), amount().subtract(BigDecimal.TEN), Optional.of(oneOf("web", "shop")), lines);
    }

    private OrderRefunded refunded(boolean cancelled) {
        Optional<String> currency = random.nextInt(3) == 0 ? Optional.empty() : Optional.of(currency());
        Optional<BigDecimal> amount = random.nextInt(4) == 0 ? Optional.empty() : Optional.of(amount());
        List<OrderLine> unpriced = amount.isEmpty() || random.nextInt(3) > 0
                ? List.of()
                : List.of(new OrderLine(
                        oneOf("p1", "p2", "p4"),
                        Optional.empty(),
                        Optional.empty(),
                        new BigDecimal(random.nextInt(3))));
        return new OrderRefunded(orderId(), currency, amount, unpriced, cancelled);
    }

    private String orderId() {
        return "o" + random.nextInt(8);
    }

    private String currency() {
        return oneOf("GBP", "GBP", "EUR");
    }

    private String purpose() {
        return oneOf("profiling", "marketing_email");
    }

    private BigDecimal amount() {
        return BigDecimal.valueOf(random.nextInt(6000), random.nextInt(4));
    }

    private String oneOf(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
