package crm.ingest.service;

import crm.ingest.entity.Rejection.Code;
import crm.ingest.entity.Stamp;
import java.util.Optional;
import java.util.Set;

/**
 * The default mapping of JSON that is no CloudEvent ({@link crm.ingest.entity.Mapping#defaultOf}), fast since most
 * records are read by it: six fields are the envelope's, all else is data. What is missing comes from the
 * {@link Origin}.
 */
final class BareJson {

    static final String ANONYMOUS_ID = "anonymous_id";

    static final Set<String> IDENTIFICATIONS = Set.of("customer.registered", "customer.updated", "customer.identified");

    private static final Set<String> ENVELOPE = Set.of("id", "source", "time", "type", "customer_id", ANONYMOUS_ID);

    /** Where the anonymous id is not only whose event it is but part of what it says, so it stays in the data too. */
    private static final Set<String> ENVELOPE_OF_IDENTIFICATION = Set.of("id", "source", "time", "type", "customer_id");

    private BareJson() {}

    static Envelope read(Outline outline, Origin origin) {
        Fields fields = new Fields(outline.members(), "");
        String type = fields.name("type")
                .or(origin::type)
                .orElseThrow(() -> new Rejected(
                        Code.NO_ENVELOPE, "", "is no CloudEvent, and nothing says which type of event it is"));
        return new Envelope(
                stamp(fields, origin),
                type,
                Optional.empty(),
                false,
                fields.name("customer_id"),
                fields.name(ANONYMOUS_ID),
                outline.textWithout(IDENTIFICATIONS.contains(type) ? ENVELOPE_OF_IDENTIFICATION : ENVELOPE),
                "");
    }

    private static Stamp stamp(Fields fields, Origin origin) {
        return new Stamp(
                fields.time().orElseGet(origin::time),
                fields.name("source").orElseGet(origin::source),
                fields.name("id").orElseGet(origin.id()));
    }
}
