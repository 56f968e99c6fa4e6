package crm.profile.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import crm.profile.entity.ProfileBatch.Item;
import crm.profile.entity.ProfileView;
import java.time.Instant;

/**
 * A profile at a version as an event (CloudEvents 1.0, structured), with the view that HTTP answers with as its data. The
 * same version has the same id, whoever publishes it.
 */
public final class ProfileEvent {

    public static final String MEDIA_TYPE = "application/cloudevents+json";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private ProfileEvent() {}

    private record CloudEvent(
            String specversion,
            String id,
            String source,
            String type,
            String subject,
            Instant time,
            String datacontenttype,
            String traceparent,
            ProfileView data) {}

    /** The id of the event, and of that which says that the profile is gone. */
    public static String id(Item item) {
        return item.profile() + "-" + item.version();
    }

    /**
     * A profile that answers for itself.
     *
     * @param at when this was found
     * @param trace the span that publishes it (W3C {@code traceparent}), null for none
     */
    public static byte[] of(Item item, Instant at, String trace) {
        try {
            return JSON.writeValueAsBytes(new CloudEvent(
                    "1.0",
                    id(item),
                    "urn:crm",
                    "profile.changed",
                    "profile:" + item.profile(),
                    at,
                    "application/json",
                    trace,
                    item.view().orElseThrow()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a view as JSON", e);
        }
    }
}
