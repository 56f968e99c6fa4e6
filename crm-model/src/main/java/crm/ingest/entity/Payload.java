package crm.ingest.entity;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an event's type says in its {@code data}, typed where a type has an effect of its own. */
public sealed interface Payload {

    /**
     * {@code customer.registered}, {@code customer.updated}: facts about the customer.
     *
     * @param attributes leaf facts: JSON Pointer of the field ({@code /address/city}, {@code /traits/vip}) to its value as
     *     JSON text, {@code null} literal clears; arrays are leaves, empty objects say nothing
     * @param identities named in {@code identities}, and {@code email} and {@code phone} of the attributes where they
     *     are well formed; all normalised
     * @param links linkable identities ({@link Identity#linkable()}) that this event ties to its customer
     * @param consents purpose to granted; empty clears
     */
    record CustomerChanged(
            Map<String, String> attributes,
            List<Identity> identities,
            List<Identity> links,
            Map<String, Optional<Boolean>> consents)
            implements Payload {}

    /** {@code customer.identified}: these identities belong to the event's customer; {@code links} as above. */
    record CustomerIdentified(List<Identity> identities, List<Identity> links) implements Payload {}

    /** {@code customer.consent_changed}. */
    record ConsentChanged(String purpose, boolean granted) implements Payload {}

    /** {@code order.completed}; the total may be negative. */
    record OrderCompleted(
            String orderId, String currency, BigDecimal total, Optional<String> channel, List<OrderLine> lines)
            implements Payload {}

    /**
     * {@code order.refunded} and, with {@code cancelled}, {@code order.cancelled}.
     *
     * @param amount the total, else what the products with a price sum to; empty: the whole order
     * @param unpriced products, where there is no total, that are refunded at the price they have in the order
     */
    record OrderRefunded(
            String orderId,
            Optional<String> currency,
            Optional<BigDecimal> amount,
            List<OrderLine> unpriced,
            boolean cancelled)
            implements Payload {}

    /** {@code consultation.*}: something said or done in a conversation. */
    record Consulted(String conversationId) implements Payload {}

    /** A type whose effect is to have happened: interactions, payments and every unknown type. */
    record Occurrence() implements Payload {

        public static final Occurrence INSTANCE = new Occurrence();
    }

    /**
     * One product of an order.
     *
     * @param price per unit, absent where the producer did not say
     */
    record OrderLine(String productId, Optional<String> category, Optional<BigDecimal> price, BigDecimal quantity) {}
}
