package crm.profile.entity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Kinds of events as people think of them. */
public enum Family {
    CUSTOMER("customer.registered", "customer.updated", "customer.identified", "customer.consent_changed"),
    ORDERS("order.completed", "order.refunded", "order.cancelled"),
    BROWSING(
            "page.viewed",
            "products.searched",
            "product.viewed",
            "product.added",
            "product.removed",
            "product.reviewed",
            "cart.viewed",
            "checkout.started",
            "promotion.clicked",
            "interaction"),
    MESSAGES("message.opened", "message.clicked"),
    CONSULTATIONS(
            "consultation.started",
            "consultation.message_received",
            "consultation.message_sent",
            "consultation.ended",
            "consultation.rated"),
    PAYMENTS("payment.attempted", "payment.captured", "payment.declined", "payment.refunded", "chargeback.received"),
    /** All types of which the contract does not know. */
    OTHER;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of texts
    private final List<String> types;

    Family(String... types) {
        this.types = List.of(types);
    }

    /** Its types; none for {@link #OTHER}. */
    public List<String> types() {
        return types;
    }

    /** All types that have a family of their own. */
    public static List<String> known() {
        List<String> known = new ArrayList<>();
        Stream.of(values()).forEach(family -> known.addAll(family.types));
        return known;
    }

    public static Family of(String type) {
        return Stream.of(values())
                .filter(family -> family.types.contains(type))
                .findFirst()
                .orElse(OTHER);
    }

    /** As it stands in addresses and keys of texts. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Family> ofKey(String key) {
        return Stream.of(values()).filter(family -> family.key().equals(key)).findFirst();
    }
}
