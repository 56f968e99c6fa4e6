package crm.ingest.entity;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How JSON that is no CloudEvent becomes an event. What is empty, or found nowhere in a record, comes from the record
 * itself: its topic is the source, its place the id, its timestamp the time.
 *
 * @param timeFormat {@code rfc3339}, {@code epoch_ms} or {@code epoch_s}; empty: {@code rfc3339}
 * @param types what the records call a type, to its name here; others stay as they are
 * @param subject {@code namespace:value}, for systems that know no customer ids
 * @param data JSON Pointer to the object that is the event's data; empty: all that the other fields leave
 */
public record Mapping(
        Optional<Field> id,
        Optional<Field> source,
        Optional<Field> time,
        Optional<String> timeFormat,
        Optional<Field> type,
        Map<String, String> types,
        Optional<Field> customerId,
        Optional<Field> anonymousId,
        Optional<Field> subject,
        Optional<String> data) {

    public static final String RFC3339 = "rfc3339";
    public static final String EPOCH_MS = "epoch_ms";
    public static final String EPOCH_S = "epoch_s";

    private static final Map<String, String> TYPES = Map.of(
            EventTopics.REGISTRATION, "customer.registered",
            EventTopics.ORDER, "order.completed",
            EventTopics.INTERACTIONS, "interaction",
            EventTopics.CONSULTATION, "consultation.started",
            EventTopics.TRANSACTION, "payment.attempted");

    public Mapping {
        types = types == null ? Map.of() : Map.copyOf(new TreeMap<>(types));
    }

    /**
     * One field of the envelope.
     *
     * @param pointer JSON Pointer into the record
     * @param constant what the field is where the record has nothing at the pointer, or where there is none
     */
    public record Field(Optional<String> pointer, Optional<String> constant) {

        static Field at(String pointer) {
            return new Field(Optional.of(pointer), Optional.empty());
        }
    }

    /** The one of a topic that nobody has edited, by the topic's default name. */
    public static Mapping defaultOf(String topic) {
        return new Mapping(
                Optional.of(Field.at("/id")),
                Optional.of(Field.at("/source")),
                Optional.of(Field.at("/time")),
                Optional.of(RFC3339),
                Optional.of(new Field(Optional.of("/type"), Optional.of(defaultType(topic)))),
                Map.of(),
                Optional.of(Field.at("/customer_id")),
                Optional.of(Field.at("/anonymous_id")),
                Optional.empty(),
                Optional.empty());
    }

    /** The type of records that say none. */
    public static String defaultType(String topic) {
        return TYPES.get(topic);
    }
}
