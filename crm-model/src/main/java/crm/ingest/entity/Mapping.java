package crm.ingest.entity;

import java.util.Collections;
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
 * @param fields of the data of a type, by the type's name here: what the field is called, and where the record has it
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
        Optional<String> data,
        Map<String, Map<String, Datum>> fields) {

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
        fields = fields == null ? Map.of() : copy(fields);
    }

    private static Map<String, Map<String, Datum>> copy(Map<String, Map<String, Datum>> fields) {
        Map<String, Map<String, Datum>> copy = new TreeMap<>();
        fields.forEach((type, data) -> copy.put(type, Collections.unmodifiableMap(new TreeMap<>(data))));
        return Collections.unmodifiableMap(copy);
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

    /**
     * One field of the data. Where the record has nothing at the pointer, there is no such field.
     *
     * @param pointer JSON Pointer into the record
     * @param decimals how many digits of the number there stand behind the point: 2 where it counts cents
     */
    public record Datum(String pointer, Optional<Integer> decimals) {}

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
                Optional.empty(),
                Map.of());
    }

    /** The type of records that say none. */
    public static String defaultType(String topic) {
        return TYPES.get(topic);
    }
}
