package crm.dev.shop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An event on its way to the platform, as some producer writes it.
 *
 * @param key of the record
 * @param headers of the record
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way, compared by nobody
public record Message(String topic, String key, Map<String, String> headers, byte[] value) {

    static final String STRUCTURED = "application/cloudevents+json";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BINARY_IN = 4;

    public Message {
        headers = Map.copyOf(headers);
    }

    /** A CloudEvent of the past, which is to have no effect outside. */
    public static Message ofHistory(ShopEvent event) {
        return cloudEvent(event, true);
    }

    /** A CloudEvent of a history that has reached the present. */
    static Message ofNow(ShopEvent event) {
        return cloudEvent(event, false);
    }

    /** An event of the crowd; tills have never heard of CloudEvents. */
    public static Message live(ShopEvent event) {
        return "store".equals(event.data().get("channel")) || event.data().containsKey("terminal_id")
                ? plain(event)
                : cloudEvent(event, false);
    }

    // Some of the shop's systems write one form, some the other; the same event always takes the same.
    private static Message cloudEvent(ShopEvent event, boolean backfill) {
        return Math.floorMod(event.id().hashCode(), BINARY_IN) == 0
                ? binary(event, backfill)
                : structured(event, backfill);
    }

    static Message structured(ShopEvent event, boolean backfill) {
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("specversion", "1.0");
        whole.put("id", event.id());
        whole.put("source", event.source());
        whole.put("type", event.type());
        whole.put("time", event.time().toString());
        event.customer().ifPresent(customer -> whole.put("subject", customer));
        if (backfill) {
            whole.put("backfill", true);
        }
        whole.put("datacontenttype", "application/json");
        whole.put("data", event.data());
        return new Message(event.topic(), event.who(), Map.of("content-type", STRUCTURED), bytes(whole));
    }

    private static Message binary(ShopEvent event, boolean backfill) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", "application/json");
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", event.id());
        headers.put("ce_source", event.source());
        headers.put("ce_type", event.type());
        headers.put("ce_time", event.time().toString());
        event.customer().ifPresent(customer -> headers.put("ce_subject", customer));
        if (backfill) {
            headers.put("ce_backfill", "true");
        }
        return new Message(event.topic(), event.who(), headers, bytes(event.data()));
    }

    private static Message plain(ShopEvent event) {
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("id", event.id());
        whole.put("source", event.source());
        whole.put("type", event.type());
        whole.put("time", event.time().toString());
        event.customer().ifPresent(customer -> whole.put("customer_id", customer));
        whole.putAll(event.data());
        return new Message(event.topic(), event.who(), Map.of(), bytes(whole));
    }

    /** Nothing that anybody could read. */
    static Message raw(String topic, String key, String text) {
        return new Message(topic, key, Map.of(), text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(Map<String, Object> object) {
        try {
            return JSON.writeValueAsBytes(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps, lists and strings are always JSON", e);
        }
    }
}
