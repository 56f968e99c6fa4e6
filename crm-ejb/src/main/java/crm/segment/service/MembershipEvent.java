package crm.segment.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import crm.ingest.entity.Identity;
import crm.platform.service.JsonForm;
import crm.segment.entity.MembershipChange;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A change of a membership as an event (CloudEvents 1.0, structured). The same change has the same id, whoever publishes it
 * and however often.
 */
public final class MembershipEvent {

    public static final String MEDIA_TYPE = "application/cloudevents+json";

    private static final ObjectMapper JSON =
            JsonForm.configured(JsonMapper.builder()).build();

    private MembershipEvent() {}

    private record CloudEvent(
            String specversion,
            String id,
            String source,
            String type,
            String subject,
            Instant time,
            String datacontenttype,
            String traceparent,
            Data data) {}

    private record Data(
            String segmentKey,
            int segmentVersion,
            UUID profileId,
            List<Identity> identities,
            Instant at,
            Instant observedAt,
            boolean late,
            String cause) {}

    /** The id of the event, which no event of the profile itself has. */
    public static String id(MembershipChange change) {
        return change.profile() + "-segment-" + change.number();
    }

    public static byte[] of(MembershipChange change) {
        try {
            return JSON.writeValueAsBytes(new CloudEvent(
                    "1.0",
                    id(change),
                    "urn:crm",
                    change.entered() ? "segment.entered" : "segment.exited",
                    "profile:" + change.profile(),
                    change.at(),
                    "application/json",
                    change.trace().orElse(null),
                    data(change)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a change as JSON", e);
        }
    }

    private static Data data(MembershipChange change) {
        return new Data(
                change.key(),
                change.version(),
                change.profile().value(),
                change.identities(),
                change.at(),
                change.observedAt(),
                change.late(),
                change.cause().word());
    }
}
