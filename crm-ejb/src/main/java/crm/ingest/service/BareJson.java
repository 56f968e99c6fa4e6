package crm.ingest.service;

import crm.ingest.entity.Delivery;
import crm.ingest.entity.Rejection.Code;
import crm.ingest.entity.Stamp;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The default mapping of JSON that is no CloudEvent: six fields are the envelope's, all else is data. What is missing
 * comes from the record: its topic gives the type and, by its actual name, the source; its place the id; its timestamp
 * the time.
 */
final class BareJson {

    private static final Set<String> ENVELOPE = Set.of("id", "source", "time", "type", "customer_id", "anonymous_id");

    /** Where the anonymous id is not only whose event it is but part of what it says, so it stays in the data too. */
    private static final Set<String> ENVELOPE_OF_IDENTIFICATION = Set.of("id", "source", "time", "type", "customer_id");

    private static final Set<String> IDENTIFICATIONS =
            Set.of("customer.registered", "customer.updated", "customer.identified");

    private static final Map<String, String> TYPE_OF_ROLE = Map.of(
            "customer_registration", "customer.registered",
            "customer_order", "order.completed",
            "customer_interactions", "interaction",
            "customer_consultation", "consultation.started",
            "customer_transaction", "payment.attempted");

    private BareJson() {}

    static Envelope read(Outline outline, Delivery delivery) {
        Fields fields = new Fields(outline.members(), "");
        String type = fields.name("type")
                .or(() -> Optional.ofNullable(TYPE_OF_ROLE.get(delivery.role())))
                .orElseThrow(() -> new Rejected(
                        Code.NO_ENVELOPE, "", "is no CloudEvent, and nothing says which type of event it is"));
        return new Envelope(
                stamp(fields, delivery),
                type,
                Optional.empty(),
                false,
                fields.name("customer_id"),
                fields.name("anonymous_id"),
                outline.textWithout(IDENTIFICATIONS.contains(type) ? ENVELOPE_OF_IDENTIFICATION : ENVELOPE),
                "");
    }

    private static Stamp stamp(Fields fields, Delivery delivery) {
        return new Stamp(
                fields.time().orElseGet(() -> delivery.timestamp().truncatedTo(ChronoUnit.MICROS)),
                fields.name("source").orElseGet(delivery::topic),
                fields.name("id").orElseGet(() -> place(delivery)));
    }

    private static String place(Delivery delivery) {
        return delivery.topicId().toString() + ':' + delivery.partition() + ':' + delivery.offset();
    }
}
