package crm.ingest.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import crm.ingest.entity.Delivery.Header;
import crm.ingest.entity.Event;
import crm.ingest.entity.EventTopics;
import crm.ingest.entity.Fault;
import crm.ingest.entity.Identity;
import crm.ingest.entity.Rejection;
import crm.ingest.entity.Rejection.Code;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Judges events before they are written, by the decoder that reads them afterwards, so that none of those accepted
 * becomes a dead letter; and by their schema, so that whoever sent them hears of all that is wrong at once. Thread-safe.
 */
final class Judge {

    private final EventDecoder decoder;
    private final EventSchemas schemas;

    Judge(EventDecoder decoder, EventSchemas schemas) {
        this.decoder = decoder;
        this.schemas = schemas;
    }

    /**
     * Judges one of a request.
     *
     * @param origin what bare JSON takes where it says nothing itself
     * @param limit of the request
     */
    Judgement judge(Candidate candidate, Origin origin, FaultLimit limit) {
        if (candidate.fault().isPresent()) {
            return refused(Optional.empty(), List.of(candidate.fault().get()));
        }
        Envelope envelope = null;
        try {
            EventDecoder.checkSize(candidate.value());
            envelope = Envelopes.read(candidate.attributes(), candidate.value(), Optional.empty(), origin);
            return accepted(candidate, envelope, decoder.event(envelope), limit);
        } catch (Rejected rejected) {
            return refused(
                    Optional.ofNullable(envelope).map(e -> e.stamp().id()),
                    faults(List.of(fault(rejected.rejection())), Optional.ofNullable(envelope), limit));
        }
    }

    private Judgement accepted(Candidate candidate, Envelope envelope, Event event, FaultLimit limit) {
        byte[] value = isStructured(candidate, envelope)
                ? candidate.value()
                : CloudEventJson.write(event, extensions(candidate.attributes()));
        EventDecoder.checkSize(value);
        List<Fault> warnings = event.violations().stream()
                .map(violation ->
                        new Fault(violation.pointer(), code(Code.WRONG_TYPE), "must be " + violation.expectation()))
                .toList();
        EventLog.Entry entry = new EventLog.Entry(EventTopics.of(event.type()), key(event.subject()), value);
        return new Judgement(
                Optional.of(event.stamp().id()), Optional.of(entry), faults(warnings, Optional.of(envelope), limit));
    }

    private static boolean isStructured(Candidate candidate, Envelope envelope) {
        return candidate.attributes().isEmpty() && !envelope.dataPointer().isEmpty();
    }

    private static byte[] key(Identity subject) {
        boolean known = subject.isCustomer() || subject.namespace().equals(Identity.ANONYMOUS_ID);
        return (known ? subject.value() : subject.toString()).getBytes(UTF_8);
    }

    private static Map<String, String> extensions(List<Header> attributes) {
        Map<String, String> extensions = new LinkedHashMap<>();
        for (Header header : attributes) {
            String name = header.name().substring(HeaderAttributes.PREFIX.length());
            if (CloudEventJson.isExtension(name)) {
                extensions.put(name, new String(header.value(), UTF_8));
            }
        }
        return extensions;
    }

    /** The decoder's, and those of the schema about other places, as far as there is room for them. */
    private List<Fault> faults(List<Fault> found, Optional<Envelope> envelope, FaultLimit limit) {
        Map<String, Fault> faults = new LinkedHashMap<>();
        found.forEach(fault -> faults.putIfAbsent(fault.pointer(), fault));
        envelope.ifPresent(e -> schemas.check(e.type(), e.data(), e.dataPointer(), limit.left())
                .forEach(fault -> faults.putIfAbsent(fault.pointer(), fault)));
        limit.spend(faults.size());
        return faults.values().stream().limit(FaultLimit.OF_AN_EVENT).toList();
    }

    private static Judgement refused(Optional<String> id, List<Fault> faults) {
        return new Judgement(id, Optional.empty(), faults);
    }

    private static Fault fault(Rejection rejection) {
        return new Fault(rejection.pointer(), code(rejection.code()), rejection.detail());
    }

    private static String code(Code code) {
        return code.name().toLowerCase(Locale.ROOT);
    }
}
