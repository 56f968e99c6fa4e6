package crm.dev.chaos;

import java.util.List;
import java.util.Map;

/** The topics in. */
final class Inlet {

    static final List<String> TOPICS = List.of(
            "customer_registration",
            "customer_order",
            "customer_interactions",
            "customer_consultation",
            "customer_transaction");

    private static final Map<String, String> BY_FAMILY = Map.of(
            "customer", "customer_registration",
            "order", "customer_order",
            "consultation", "customer_consultation",
            "payment", "customer_transaction",
            "chargeback", "customer_transaction");

    private Inlet() {}

    /** The topic that a type is meant for. */
    static String of(String type) {
        return BY_FAMILY.getOrDefault(type.replaceFirst("[.].*", ""), "customer_interactions");
    }
}
