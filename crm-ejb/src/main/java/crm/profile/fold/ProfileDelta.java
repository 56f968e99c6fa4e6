package crm.profile.fold;

import crm.ingest.entity.Event;
import crm.ingest.entity.Identity;
import crm.ingest.entity.Payload;
import crm.ingest.entity.Payload.ConsentChanged;
import crm.ingest.entity.Payload.Consulted;
import crm.ingest.entity.Payload.CustomerChanged;
import crm.ingest.entity.Payload.CustomerIdentified;
import crm.ingest.entity.Payload.OrderCompleted;
import crm.ingest.entity.Payload.OrderLine;
import crm.ingest.entity.Payload.OrderRefunded;
import crm.ingest.entity.Stamp;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What a handful of events add to one profile: sums, counts, earliest and latest instants, to be added to what is
 * stored. Since addition does not care for order, neither does the profile.
 *
 * <p>Only two things need what is stored: orders, of which several events speak ({@link OrderState}), and attributes
 * and consents, of which the latest word counts. Not thread-safe.
 */
public final class ProfileDelta {

    private static final Set<String> INTERACTIONS = Set.of(
            "interaction",
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

    private final Function<String, OrderState> orderById;
    private final Attributes attributes;
    private final Consents consents;
    private final Set<Identity> identities = new TreeSet<>();
    private final Map<String, Money> money = new TreeMap<>();
    private final Map<Tally, Long> tallies = new TreeMap<>();
    private final Sales sales = new Sales();
    private boolean personChanged;
    private boolean orderTimesStale;
    private long events;
    private long orders;
    private BigDecimal items = BigDecimal.ZERO;
    private long refunds;
    private long interactions;
    private long transactions;
    private Instant firstSeen;
    private Instant lastSeen;
    private Instant firstOrder;
    private Instant lastOrder;

    /**
     * A sum of money in one currency.
     *
     * @param net less refunds
     * @param gross of orders not cancelled
     * @param orders not cancelled
     */
    public record Money(BigDecimal net, BigDecimal gross, long orders) {

        private static final Money NONE = new Money(BigDecimal.ZERO, BigDecimal.ZERO, 0);

        private Money plus(Money other) {
            return new Money(net.add(other.net), gross.add(other.gross), orders + other.orders);
        }
    }

    /** What is counted: a product, a category, a channel in uncancelled orders; a conversation in what was said in it. */
    public record Tally(Kind kind, String item) implements Comparable<Tally> {

        @Override
        public int compareTo(Tally other) {
            int order = kind.compareTo(other.kind);
            return order != 0 ? order : item.compareTo(other.item);
        }
    }

    /** In the order in which PostgreSQL sorts their names. */
    public enum Kind {
        CATEGORY,
        CHANNEL,
        CONVERSATION,
        PRODUCT
    }

    /**
     * @param orderById the state of an order of this profile; a new one where none was stored
     * @param attributes as stored, changed by the events
     * @param consents as stored, changed by the events
     */
    public ProfileDelta(Function<String, OrderState> orderById, Attributes attributes, Consents consents) {
        this.orderById = orderById;
        this.attributes = attributes;
        this.consents = consents;
    }

    /** Adds one event, which must not have been added before. */
    public void add(Event event) {
        events++;
        seen(event.stamp().time());
        count(event.type());
        Payload payload = event.payload();
        if (payload instanceof OrderCompleted order) {
            orderById.apply(order.orderId()).complete(order, event.stamp(), this);
        } else if (payload instanceof OrderRefunded refund) {
            refunds += refund.cancelled() ? 0 : 1;
            orderById.apply(refund.orderId()).refund(refund, this);
        } else if (payload instanceof CustomerChanged change) {
            change(change, event.stamp());
        } else if (payload instanceof CustomerIdentified identified) {
            identities.addAll(identified.identities());
        } else if (payload instanceof ConsentChanged consent) {
            consent(consent.purpose(), Optional.of(consent.granted()), event.stamp());
        } else if (payload instanceof Consulted consulted) {
            tally(Kind.CONVERSATION, consulted.conversationId(), 1);
        }
    }

    private void seen(Instant time) {
        firstSeen = earlier(firstSeen, time);
        lastSeen = later(lastSeen, time);
    }

    private void count(String type) {
        if (INTERACTIONS.contains(type)) {
            interactions++;
        } else if (type.equals("payment.attempted")) {
            transactions++;
        }
    }

    private void change(CustomerChanged change, Stamp stamp) {
        identities.addAll(change.identities());
        change.attributes()
                .forEach((pointer, json) -> personChanged |= attributes.put(pointer, new Attributes.Fact(stamp, json)));
        change.consents().forEach((purpose, granted) -> consent(purpose, granted, stamp));
    }

    private void consent(String purpose, Optional<Boolean> granted, Stamp stamp) {
        personChanged |= consents.put(purpose, new Consents.Word(stamp, granted));
    }

    /** Adds, or with a negative sign takes back, an order that is not cancelled. */
    void order(OrderState.Completion order, List<OrderLine> lines, int sign) {
        orders += sign;
        items = items.add(signed(order.items(), sign));
        money(order.currency(), new Money(BigDecimal.ZERO, signed(order.total(), sign), sign));
        sale(Sales.Place.of(order, order.currency()), 1, BigDecimal.ZERO, sign);
        order.channel().ifPresent(channel -> tally(Kind.CHANNEL, channel, sign));
        tallyOnce(Kind.PRODUCT, lines, line -> Optional.of(line.productId()), sign);
        tallyOnce(Kind.CATEGORY, lines, OrderLine::category, sign);
        orderAt(order.stamp().time(), sign);
    }

    /** Adds, or with a negative sign takes back, money less refunds. */
    void net(String currency, BigDecimal amount, int sign) {
        money(currency, new Money(signed(amount, sign), BigDecimal.ZERO, 0));
    }

    /** Adds, or with a negative sign takes back, what belongs to a day. */
    void sale(Sales.Place place, int number, BigDecimal amount, int sign) {
        sales.add(place, new Sales.Sum((long) number * sign, signed(amount, sign)));
    }

    private void money(String currency, Money sum) {
        money.put(currency, money.getOrDefault(currency, Money.NONE).plus(sum));
    }

    private void tallyOnce(Kind kind, List<OrderLine> lines, Function<OrderLine, Optional<String>> item, int sign) {
        Set<String> counted = new HashSet<>();
        for (OrderLine line : lines) {
            item.apply(line).filter(counted::add).ifPresent(found -> tally(kind, found, sign));
        }
    }

    private void tally(Kind kind, String item, int sign) {
        tallies.merge(new Tally(kind, item), (long) sign, Long::sum);
    }

    /** An instant cannot be taken back from an earliest or latest one: then the stored orders must tell. */
    private void orderAt(Instant time, int sign) {
        if (sign > 0) {
            firstOrder = earlier(firstOrder, time);
            lastOrder = later(lastOrder, time);
        } else {
            orderTimesStale = true;
        }
    }

    private static BigDecimal signed(BigDecimal amount, int sign) {
        return sign < 0 ? amount.negate() : amount;
    }

    private static Instant earlier(Instant known, Instant time) {
        return known == null || time.isBefore(known) ? time : known;
    }

    private static Instant later(Instant known, Instant time) {
        return known == null || time.isAfter(known) ? time : known;
    }

    public long events() {
        return events;
    }

    public long orders() {
        return orders;
    }

    public BigDecimal items() {
        return items;
    }

    public long refunds() {
        return refunds;
    }

    public long interactions() {
        return interactions;
    }

    public long transactions() {
        return transactions;
    }

    /** Null without an event. */
    public Instant firstSeen() {
        return firstSeen;
    }

    /** Null without an event. */
    public Instant lastSeen() {
        return lastSeen;
    }

    /** Null where no order was added. */
    public Instant firstOrder() {
        return firstOrder;
    }

    /** Null where no order was added. */
    public Instant lastOrder() {
        return lastOrder;
    }

    /** Whether an order was taken back, so that first and last order must be read anew from all orders. */
    public boolean orderTimesStale() {
        return orderTimesStale;
    }

    /** By currency; an entry may be all zero. */
    public Map<String, Money> money() {
        return money;
    }

    /** To add to what was sold by day. */
    public Sales sales() {
        return sales;
    }

    /** To add to what is counted; an entry may be zero. */
    public Map<Tally, Long> tallies() {
        return tallies;
    }

    /** Names to add to the profile's. */
    public Set<Identity> identities() {
        return identities;
    }

    public Attributes attributes() {
        return attributes;
    }

    public Consents consents() {
        return consents;
    }

    /** Whether attributes or consents are not what they were. */
    public boolean personChanged() {
        return personChanged;
    }
}
