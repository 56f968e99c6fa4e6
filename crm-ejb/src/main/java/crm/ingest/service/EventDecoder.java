package crm.ingest.service;

import crm.ingest.entity.Decoded;
import crm.ingest.entity.Delivery;
import crm.ingest.entity.Event;
import crm.ingest.entity.Identity;
import crm.ingest.entity.Mapping;
import crm.ingest.entity.Rejection.Code;
import crm.ingest.service.PayloadReader.Reading;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Makes events of what topics deliver: CloudEvents 1.0 in structured or binary form, and bare JSON by a mapping.
 * What fits nothing gets a rejection that says where and why. Never throws, whatever the bytes. Thread-safe.
 */
public final class EventDecoder {

    /** Bytes that the value of an event may have. */
    public static final int LARGEST_VALUE = 512 * 1024;

    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final Clock clock;
    private final Optional<Duration> retention;
    private final PayloadReader payloads;
    private final Subjects subjects;
    private final Supplier<Map<String, EditedMapping>> mappings;

    /** One that knows the default mappings only. */
    public EventDecoder(Clock clock, DecoderSettings settings) {
        this(clock, settings, Map::of);
    }

    /**
     * Settings and clock stay the same for its life; the clock is the business's.
     *
     * @param mappings those in force now that are not the default, by the default name of their topic; an immutable
     *     snapshot
     */
    EventDecoder(Clock clock, DecoderSettings settings, Supplier<Map<String, EditedMapping>> mappings) {
        Identities identities = new Identities(settings);
        this.mappings = mappings;
        this.clock = clock;
        this.retention = settings.retention();
        this.payloads = new PayloadReader(identities);
        this.subjects = new Subjects(identities, payloads);
    }

    /** Same bytes at the same place and time of the clock, same answer. */
    public Decoded decode(Delivery delivery) {
        try {
            return event(delivery);
        } catch (Rejected rejected) {
            return rejected.rejection();
        }
    }

    /** What a record would become under a mapping, at a place that no record has. */
    Decoded attempt(String role, String topic, Mapping mapping, byte[] value) {
        EditedMapping edited = new EditedMapping(mapping);
        boolean byDefault = mapping.equals(Mapping.defaultOf(role));
        Delivery delivery = new Delivery(role, topic, new UUID(0, 0), 0, 0, clock.instant(), List.of(), null, value);
        try {
            checkSize(value);
            return event(Envelopes.read(
                    List.of(), value, byDefault ? Optional.empty() : Optional.of(edited), Origin.of(delivery)));
        } catch (Rejected rejected) {
            return rejected.rejection();
        }
    }

    private Event event(Delivery delivery) {
        checkSize(delivery.value());
        Optional<EditedMapping> mapping = Optional.ofNullable(mappings.get().get(delivery.role()));
        return event(Envelopes.read(delivery.headers(), delivery.value(), mapping, Origin.of(delivery)));
    }

    static void checkSize(byte[] value) {
        if (value != null && value.length > LARGEST_VALUE) {
            throw new Rejected(Code.TOO_LARGE, "", "must have at most " + LARGEST_VALUE + " bytes");
        }
    }

    /** @throws Rejected if the envelope's event is none */
    Event event(Envelope envelope) {
        checkTime(envelope.stamp().time());
        Identity subject = subjects.of(envelope);
        Reading reading = payloads.read(envelope.type(), envelope.data(), envelope.dataPointer());
        return new Event(
                envelope.stamp(),
                envelope.type(),
                subject,
                envelope.backfill(),
                subjects.linked(envelope, reading.payload()),
                envelope.data(),
                reading.violations());
    }

    private void checkTime(Instant time) {
        Instant now = clock.instant();
        if (time.isAfter(now.plus(AHEAD))) {
            throw new Rejected(Code.TIME_IN_FUTURE, "/time", "must be at most 5 minutes ahead");
        }
        if (retention.isPresent() && time.isBefore(now.minus(retention.get()))) {
            throw new Rejected(Code.TOO_OLD, "/time", "must not be older than crm.events.retention");
        }
    }
}
