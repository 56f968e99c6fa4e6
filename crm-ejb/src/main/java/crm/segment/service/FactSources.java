package crm.segment.service;

import crm.condition.evaluation.Fact;
import crm.condition.language.Condition.RecordKind;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The types of events that can make a fact another. */
final class FactSources {

    private static final Set<String> PERSON =
            Set.of("customer.registered", "customer.updated", "customer.identified", "customer.consent_changed");
    private static final Set<String> ORDERS = Set.of("order.completed", "order.refunded", "order.cancelled");
    private static final Set<String> OF_ORDERS = Set.of(
            "orders",
            "items",
            "total_spend",
            "average_order_value",
            "refunds",
            "products",
            "first_order_at",
            "last_order_at",
            "top_categories",
            "favourite_channel");
    private static final Set<String> OF_ALL =
            Set.of("first_seen_at", "last_seen_at", "interactions", "consultations", "transactions");

    private FactSources() {}

    /** Whether it is how recently, how often and for how much the profile buys, or a part of that. */
    static boolean ofRfm(Fact fact) {
        return fact instanceof Fact.Rfm
                || (fact instanceof Fact.Trait trait
                        && trait.path().size() > 1
                        && trait.path().name(0).equals("traits")
                        && trait.path().name(1).equals("rfm"));
    }

    /** Whether it is in which group of those that were found the profile is, or a part of that. */
    static boolean ofCluster(Fact fact) {
        return fact instanceof Fact.Trait trait
                && trait.path().size() > 1
                && trait.path().name(0).equals("traits")
                && trait.path().name(1).equals("cluster");
    }

    /** Whether it is which conversations are open. */
    static boolean ofConsultations(Fact fact) {
        return fact instanceof Fact.OpenRecords records && records.kind() == RecordKind.CONSULTATION;
    }

    /** Empty if all types can. */
    static Optional<Set<String>> of(Fact fact) {
        if (fact instanceof Fact.Consent || fact instanceof Fact.Identity) {
            return Optional.of(PERSON);
        } else if (fact instanceof Fact.Trait trait) {
            return of(trait);
        }
        if (fact instanceof Fact.Rfm) {
            return Optional.of(ORDERS);
        }
        if (ofConsultations(fact)) {
            return Optional.of(OpenConsultations.SOURCES);
        }
        return Optional.of(Set.of()); // other segments are asked themselves; there are no fraud cases yet
    }

    private static Optional<Set<String>> of(Fact.Trait trait) {
        if (trait.path().name(0).equals("attributes")) {
            return Optional.of(PERSON);
        }
        if (trait.path().size() < 2 || OF_ALL.contains(trait.path().name(1))) {
            return Optional.empty();
        }
        if (ofRfm(trait)) {
            return Optional.of(ORDERS);
        }
        if (ofCluster(trait)) {
            return Optional.of(Set.of()); // that changes between events only
        }
        if (!OF_ORDERS.contains(trait.path().name(1))) {
            return Optional.of(PERSON);
        }
        Set<String> both = new TreeSet<>(PERSON); // producers may tell traits of these names, too
        both.addAll(ORDERS);
        return Optional.of(both);
    }
}
