package crm.ingest.service;

import static java.nio.charset.StandardCharsets.UTF_8;

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
            return refused(sentId(candidate), List.of(candidate.fault().get()));
        }
        Envelope envelope = null;
        try {
            EventDecoder.checkSize(candidate.value());
            envelope = Envelopes.read(candidate.headers(), candidate.value(), Optional.empty(), origin);
            return accepted(candidate, envelope, decoder.event(envelope), limit);
        } catch (Rejected rejected) {
            Optional<Envelope> read = Optional.ofNullable(envelope);
            return refused(
                    read.map(e -> e.stamp().id()).or(() -> sentId(candidate)),
                    faults(List.of(fault(rejected.rejection())), read, limit));
        }
    }

    private Judgement accepted(Candidate candidate, Envelope envelope, Event event, FaultLimit limit) {
        List<Fault> warnings = event.violations().stream()
                .map(violation ->
                        new Fault(violation.pointer(), code(Code.WRONG_TYPE), "must be " + violation.expectation()))
                .toList();
        return new Judgement(
                Optional.of(event.stamp().id()),
                Optional.of(entry(candidate, envelope, event)),
                faults(warnings, Optional.of(envelope), limit));
    }

    /** A structured CloudEvent as it stands, anything else in binary form. */
    private static EventLog.Entry entry(Candidate candidate, Envelope envelope, Event event) {
        String topic = EventTopics.of(event.type());
        byte[] key = key(event.subject());
        return isStructured(candidate, envelope)
                ? new EventLog.Entry(topic, key, List.of(CloudEventHeaders.STRUCTURED), candidate.value())
                : new EventLog.Entry(
                        topic,
                        key,
                        CloudEventHeaders.binary(event, candidate.headers()),
                        event.data().getBytes(UTF_8));
    }

    private static boolean isStructured(Candidate candidate, Envelope envelope) {
        boolean bare = envelope.dataPointer().isEmpty();
        return !bare && !new HeaderAttributes(candidate.headers()).announceBinaryForm();
    }

    private static Optional<String> sentId(Candidate candidate) {
        return Envelopes.idOf(candidate.headers(), candidate.value());
    }

    private static byte[] key(Identity subject) {
        boolean known = subject.isCustomer() || subject.namespace().equals(Identity.ANONYMOUS_ID);
        return (known ? subject.value() : subject.toString()).getBytes(UTF_8);
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
