package crm.segment.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Segments that many need, ready to be published as they are. */
public final class ReadySegments {

    private static final String FOLDER = "/crm/segment/ready/";

    private static final List<String> KEYS = List.of(
            "new_customers",
            "abandoned_cart",
            "lapsing_customers",
            "lapsed_customers",
            "returning_customers",
            "big_spenders",
            "one_time_buyers",
            "birthday_week",
            "vip_open_complaint",
            "quiet_subscribers",
            "looking_not_buying",
            "many_refunds",
            "champions",
            "loyal_customers",
            "at_risk");

    private static final Map<String, JsonNode> ALL = all();

    private ReadySegments() {}

    private static Map<String, JsonNode> all() {
        Map<String, JsonNode> all = new LinkedHashMap<>();
        KEYS.forEach(key -> all.put(key, read(key)));
        return all;
    }

    private static JsonNode read(String key) {
        try (InputStream file = ReadySegments.class.getResourceAsStream(FOLDER + key + ".json")) {
            return Words.json(new String(file.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In the order in which they are offered. */
    public static List<String> keys() {
        return KEYS;
    }

    public static Optional<JsonNode> definition(String key) {
        return Optional.ofNullable(ALL.get(key)).map(JsonNode::deepCopy);
    }
}
