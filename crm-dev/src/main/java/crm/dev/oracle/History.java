package crm.dev.oracle;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.dev.oracle.Told.Form;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A random history of a few customers and visitors, narrow enough that everything meets everything: all types of events
 * and some of which nobody has heard, in all forms, names spelled in several ways.
 */
public final class History {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Random random;
    private final int size;
    private final Scene scene;
    private final List<Told> told = new ArrayList<>();

    /** One in which everything is told at any time of a minute. */
    public History(Random random, int size) {
        this(random, size, Scene.CROWDED);
    }

    /** The same for the same state of the dice. */
    public History(Random random, int size, Scene scene) {
        this.random = random;
        this.size = size;
        this.scene = scene;
        while (told.size() < size) {
            told.add(tell(told.size()));
        }
    }

    /** What is told, in the order in which it happens to be. */
    public List<Told> told() {
        return told;
    }

    private Told tell(int i) {
        Stamp stamp = new Stamp(time(i), oneOf("shop", "web"), scene.names() + "e" + i);
        return switch (random.nextInt(12)) {
            case 0 -> registered(stamp);
            case 1 -> updated(stamp);
            case 2, 3 -> identified(stamp);
            case 4, 5 -> plain(stamp, "order.completed", completed());
            case 6 -> plain(stamp, oneOf("order.refunded", "order.refunded", "order.cancelled"), refunded());
            case 7 -> plain(stamp, "customer.consent_changed", consent());
            case 8 -> interaction(stamp);
            case 9 -> consultation(stamp);
            case 10 -> payment(stamp);
            default -> plain(stamp, oneOf("shoe.tied", "interaction.", "order", "Order.Completed"), unknown());
        };
    }

    /** Whole seconds, so that some happen at the same time. */
    private Instant time(int i) {
        long seconds = scene.span().toSeconds();
        boolean anyTime = random.nextInt(10) < scene.disorder();
        return scene.begin().plusSeconds((long) (seconds * (anyTime ? random.nextDouble() : (double) i / size)));
    }

    // ---- who

    /** An event that ties nobody to anybody. */
    private Told plain(Stamp stamp, String type, ObjectNode data) {
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> anonymous(stamp, type, data, visitor());
            case 3 -> card(stamp, type, data);
            case 4 ->
                told(
                        stamp,
                        type,
                        new Name("device_id", "d" + scene.names()),
                        List.of(),
                        "device_id: d" + scene.names(),
                        data);
            case 5 -> customer(stamp, type, List.of(), data.put("anonymous_id", visitor()));
            default -> customer(stamp, type, List.of(), data);
        };
    }

    private Told anonymous(Stamp stamp, String type, ObjectNode data, String id) {
        return random.nextBoolean()
                ? told(stamp, type, Name.anonymous(id), List.of(), null, data.put("anonymous_id", ' ' + id))
                : told(stamp, type, Name.anonymous(id), List.of(), "anonymous_id:" + id, data);
    }

    private Told card(Stamp stamp, String type, ObjectNode data) {
        return told(
                stamp,
                type,
                card("ab1" + scene.names()),
                List.of(),
                "loyalty_id:" + oneOf("AB1", "ab-1", "a b1") + scene.names(),
                data);
    }

    private static Name card(String spelled) {
        return new Name(
                Name.LOYALTY_ID, spelled.replace("-", "").replace(" ", "").toUpperCase(java.util.Locale.ROOT));
    }

    /** An event of a customer, who is named in one of several ways. */
    private Told customer(Stamp stamp, String type, List<Name> links, ObjectNode data) {
        String id = customerId();
        Name who = Name.customer(id);
        return switch (random.nextInt(4)) {
            case 0 -> told(stamp, type, who, links, id, data);
            case 1 -> told(stamp, type, who, links, "customer_id:" + id, data.put("customer_id", id));
            case 2 -> told(stamp, type, who, links, "email:x@example.org", data.put("customer_id", id));
            default -> told(stamp, type, who, links, null, data.put("customer_id", id));
        };
    }

    /** A visitor's event that says which customer the visitor is. */
    private Told ofVisitor(Stamp stamp, String type, List<Name> links, ObjectNode data, boolean inIdentities) {
        String id = customerId();
        String visitor = visitor();
        if (inIdentities) {
            identity(data.withArray("identities"), Name.CUSTOMER_ID, id);
        } else {
            data.put("customer_id", id);
        }
        List<Name> all = new ArrayList<>(links);
        all.add(Name.anonymous(visitor));
        return told(stamp, type, Name.customer(id), all, "anonymous_id:" + visitor, data);
    }

    private Told told(Stamp stamp, String type, Name who, List<Name> links, String subject, ObjectNode data) {
        Form form = subject == null && random.nextInt(3) == 0
                ? Form.BARE
                : oneOf(Form.STRUCTURED, Form.STRUCTURED, Form.BINARY);
        return new Told(form, stamp, type, who, List.copyOf(links), Optional.ofNullable(subject), data);
    }

    // ---- what

    private Told registered(Stamp stamp) {
        ObjectNode data = JSON.objectNode();
        List<Name> links = facts(data);
        String type = "customer.registered";
        return switch (random.nextInt(5)) {
            case 0 -> ofVisitor(stamp, type, links, data, false);
            case 1 -> anonymous(stamp, type, data, visitor());
            case 2 -> {
                String visitor = visitor();
                links.add(Name.anonymous(visitor));
                yield customer(stamp, type, links, data.put("anonymous_id", visitor));
            }
            default -> customer(stamp, type, links, data);
        };
    }

    private Told updated(Stamp stamp) {
        ObjectNode data = JSON.objectNode();
        List<Name> links = facts(data);
        links.removeIf(identity -> identity.namespace().equals(Name.ANONYMOUS_ID)); // an update ties no visitor
        if (random.nextInt(4) == 0) {
            data.put("anonymous_id", visitor());
        }
        return data.has("anonymous_id") || random.nextInt(3) > 0
                ? customer(stamp, "customer.updated", links, data)
                : anonymous(stamp, "customer.updated", data, visitor());
    }

    private Told identified(Stamp stamp) {
        ObjectNode data = JSON.objectNode();
        List<Name> links = new ArrayList<>();
        String type = "customer.identified";
        if (random.nextBoolean()) {
            links.addAll(identities(data.putArray("identities")));
        }
        if (random.nextInt(4) == 0) {
            data.withArray("identities");
            return ofVisitor(stamp, type, links, data, true);
        }
        if (!data.has("identities") || random.nextBoolean()) {
            String visitor = visitor();
            links.add(Name.anonymous(visitor));
            data.put("anonymous_id", visitor);
        }
        return random.nextInt(6) == 0 && !data.has("anonymous_id")
                ? anonymous(stamp, type, data, visitor())
                : customer(stamp, type, links, data);
    }

    /** Names somebody goes by; answers those that can be tied to a customer. */
    private List<Name> identities(ArrayNode named) {
        List<Name> links = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            switch (random.nextInt(7)) {
                case 0 -> identity(named, "email", oneOf("x@example.org", " X@Example.ORG"));
                case 1 -> identity(named, "phone", oneOf("+44 20 7946 0958", "020 7946 0958"));
                case 2 -> identity(named, "device_id", oneOf("d", "e") + scene.names());
                case 3 -> identity(named, "shoe_size", "42");
                case 4 -> {
                    String visitor = visitor();
                    identity(named, Name.ANONYMOUS_ID, visitor);
                    links.add(Name.anonymous(visitor));
                }
                default -> {
                    String spelled = oneOf("AB1", "ab-1", "ab2") + scene.names();
                    identity(named, Name.LOYALTY_ID, spelled);
                    links.add(card(spelled));
                }
            }
        }
        return links;
    }

    private static void identity(ArrayNode named, String namespace, String value) {
        named.addObject().put("namespace", namespace).put("value", value);
    }

    private List<Name> facts(ObjectNode data) {
        switch (random.nextInt(9)) {
            case 0 -> data.put("name", oneOf("Ann", "Bo"));
            case 1 -> data.putNull("address");
            case 2 -> data.putObject("address").put("city", oneOf("Rome", null)).put("country", "IT");
            case 3 -> data.putObject("address").put("country", oneOf("UK", "FR"));
            case 4 -> data.put("address", "somewhere");
            case 5 -> data.put("first_name", "Al").put("last_name", oneOf("Li", null));
            case 6 -> data.put("email", oneOf("x@example.org", "Y@example.org", "no address"));
            case 7 -> data.put("phone", oneOf("020 7946 0958", "+44 20 7946 0959", null));
            default -> data.putObject("traits").put("vip", random.nextBoolean()).put("size", random.nextInt(9));
        }
        if (random.nextInt(4) == 0) {
            data.putObject("company").put("id", oneOf("c1", "c2")).put("a/b~c", 1);
        }
        if (random.nextInt(3) == 0) {
            ObjectNode consents = data.putObject("consents");
            consents.put(purpose(), oneOf(Boolean.TRUE, Boolean.FALSE, null));
            consents.put("odd", "yes");
        }
        return random.nextInt(3) == 0 ? identities(data.putArray("identities")) : new ArrayList<>();
    }

    private ObjectNode consent() {
        return JSON.objectNode().put("purpose", purpose()).put("granted", random.nextBoolean());
    }

    private ObjectNode completed() {
        ObjectNode order = JSON.objectNode().put("order_id", orderId()).put("currency", currency());
        amount(order, "total", amount().subtract(BigDecimal.TEN));
        if (random.nextInt(4) > 0) {
            order.put("channel", oneOf("web", "shop"));
        }
        ArrayNode products = order.putArray("products");
        for (int i = random.nextInt(4); i > 0; i--) {
            ObjectNode line = product(products);
            line.put("quantity", random.nextInt(5) - 1);
        }
        return order;
    }

    private ObjectNode product(ArrayNode products) {
        ObjectNode line = products.addObject().put("product_id", oneOf("p1", "p2", "p3"));
        if (random.nextInt(4) > 0) {
            line.put("category", oneOf("mugs", "lamps"));
        }
        if (random.nextInt(4) > 0) {
            amount(line, "price", amount());
        }
        return line;
    }

    private ObjectNode refunded() {
        ObjectNode refund = JSON.objectNode().put("order_id", orderId());
        if (random.nextInt(3) > 0) {
            refund.put("currency", currency());
        }
        if (random.nextBoolean()) {
            amount(refund, "total", amount().subtract(BigDecimal.ONE));
        }
        if (random.nextInt(3) == 0) {
            ArrayNode products = refund.putArray("products");
            for (int i = random.nextInt(3); i > 0; i--) {
                product(products).put("quantity", random.nextInt(3));
            }
        }
        return refund;
    }

    private Told interaction(Stamp stamp) {
        String type = oneOf(
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
        ObjectNode data = JSON.objectNode().put("url", "/").put("query", "mug");
        return plain(stamp, type, data.put("product_id", oneOf("p1", "p9")).put("category", "viewed"));
    }

    private Told consultation(Stamp stamp) {
        ObjectNode data = JSON.objectNode().put("conversation_id", oneOf("k1", "k2", "k3"));
        data.put("message_id", "m").put("text", "Hello").put("rating", 1 + random.nextInt(5));
        String type = oneOf("started", "message_received", "message_sent", "ended", "rated");
        return plain(stamp, "consultation." + type, data.put("channel", "chat"));
    }

    private Told payment(Stamp stamp) {
        ObjectNode data = JSON.objectNode().put("transaction_id", oneOf("t1", "t2", "t3"));
        data.put("currency", currency());
        amount(data, "amount", amount());
        String type = oneOf(
                "payment.attempted",
                "payment.attempted",
                "payment.captured",
                "payment.declined",
                "payment.refunded",
                "chargeback.received");
        return plain(stamp, type, data);
    }

    private ObjectNode unknown() {
        ObjectNode data = JSON.objectNode().put("order_id", orderId()).put("total", "12");
        return data.putNull("nothing").set("deep", JSON.objectNode().put("äöü 小明", "\"\\"));
    }

    private String customerId() {
        return scene.names() + (1 + random.nextInt(4));
    }

    private String visitor() {
        return scene.names() + oneOf("a", "b", "c");
    }

    private String orderId() {
        return "o" + random.nextInt(scene.orders());
    }

    private String currency() {
        return oneOf("GBP", "GBP", "JPY");
    }

    private String purpose() {
        return oneOf("profiling", "marketing_email");
    }

    private BigDecimal amount() {
        return BigDecimal.valueOf(random.nextInt(6000), random.nextInt(4));
    }

    private void amount(ObjectNode data, String field, BigDecimal amount) {
        if (random.nextBoolean()) {
            data.put(field, amount);
        } else {
            data.put(field, amount.toPlainString());
        }
    }

    @SafeVarargs
    private <T> T oneOf(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
