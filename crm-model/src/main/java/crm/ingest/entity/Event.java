package crm.ingest.entity;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Something that happened, valid and understood: what a handler sees. Knows nothing of Kafka.
 *
 * @param stamp its time, source and id; source and id together are its identity, the first applied wins for ever
 * @param type such as {@code order.completed}; an unknown type is an event like any other
 * @param subject whose event it is: a customer, else an anonymous visitor or another known namespace
 * @param backfill builds state but sends nothing outward
 * @param payload what the type says, typed
 * @param data the JSON object as it was sent, without U+0000 and lone surrogates, so that it can be stored as it is
 * @param violations optional fields that the payload leaves out because they are not as they must be
 */
public record Event(
        Stamp stamp,
        String type,
        Identity subject,
        boolean backfill,
        Payload payload,
        String data,
        List<Violation> violations)
        implements Decoded {

    public Event {
        requireNonNull(stamp, "stamp");
        requireNonNull(type, "type");
        requireNonNull(subject, "subject");
        requireNonNull(payload, "payload");
        requireNonNull(data, "data");
        violations = List.copyOf(violations);
    }

    /** One without violations, or of which they were counted already. */
    public Event(Stamp stamp, String type, Identity subject, boolean backfill, Payload payload, String data) {
        this(stamp, type, subject, backfill, payload, data, List.of());
    }
}
