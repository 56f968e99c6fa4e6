package crm.ingest.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import crm.ingest.entity.Decoded;
import crm.ingest.entity.Event;
import crm.ingest.entity.Fault;
import crm.ingest.entity.Rejection;
import crm.ingest.entity.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a sample would become: an event, or a dead letter with its reason. */
public record Trial(Optional<Shown> event, Optional<Fault> rejection) {

    /** The event. */
    public record Shown(
            String id,
            String source,
            String type,
            Instant time,
            String subject,
            @JsonRawValue String data,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Violation> violations) {}

    static Trial of(Decoded decoded) {
        return decoded instanceof Event event
                ? new Trial(Optional.of(shown(event)), Optional.empty())
                : new Trial(Optional.empty(), Optional.of(reason((Rejection) decoded)));
    }

    private static Shown shown(Event event) {
        return new Shown(
                event.stamp().id(),
                event.stamp().source(),
                event.type(),
                event.stamp().time(),
                event.subject().toString(),
                event.data(),
                event.violations());
    }

    private static Fault reason(Rejection rejection) {
        return new Fault(rejection.pointer(), rejection.code().name().toLowerCase(Locale.ROOT), rejection.detail());
    }
}
