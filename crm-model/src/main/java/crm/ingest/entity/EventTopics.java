package crm.ingest.entity;

import java.util.List;
import java.util.Map;

/** The topics in, by their default names, and which types of events each is meant for. */
public final class EventTopics {

    public static final String REGISTRATION = "customer_registration";
    public static final String ORDER = "customer_order";
    public static final String INTERACTIONS = "customer_interactions";
    public static final String CONSULTATION = "customer_consultation";
    public static final String TRANSACTION = "customer_transaction";

    public static final List<String> ALL = List.of(REGISTRATION, ORDER, INTERACTIONS, CONSULTATION, TRANSACTION);

    private static final Map<String, String> BY_FAMILY = Map.of(
            "customer", REGISTRATION,
            "order", ORDER,
            "consultation", CONSULTATION,
            "payment", TRANSACTION,
            "chargeback", TRANSACTION);

    private EventTopics() {}

    /** Where an event of this type goes; one that nobody knows goes where visitors' events do. */
    public static String of(String type) {
        int dot = type.indexOf('.');
        return BY_FAMILY.getOrDefault(dot < 0 ? type : type.substring(0, dot), INTERACTIONS);
    }
}
