package crm.it.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Personal values that the tests of this run have sent, and the refusals that they got: neither may show up where they do
 * not belong. Written without a look at how the product knows what is personal.
 */
public final class PersonalValues {

    private static final Set<String> FIELDS = Set.of(
            "name",
            "first_name",
            "last_name",
            "email",
            "phone",
            "birthday",
            "street",
            "text",
            "ip",
            "card_fingerprint",
            "device_id");

    /** Shorter ones are parts of other words. */
    private static final int TELLING = 8;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> SENT = ConcurrentHashMap.newKeySet();
    private static final Set<String> REFUSALS = ConcurrentHashMap.newKeySet();

    private PersonalValues() {}

    /** Remembers the personal values in what is sent: JSON, lines of JSON, or anything else that has none. */
    static void sent(String body) {
        for (String line : body.contains("\n{") ? body.split("\n", -1) : new String[] {body}) {
            try {
                collect("", JSON.readTree(line));
            } catch (JsonProcessingException notJson) {
                // nothing to know it by
            }
        }
    }

    static void refused(String body) {
        REFUSALS.add(body);
    }

    private static void collect(String field, JsonNode value) {
        if (value.isObject()) {
            boolean definition = value.has("where") || value.has("event"); // of a segment, or of a trait
            boolean thing = value.has("product_id") || field.equals("company") || definition;
            value.properties().forEach(entry -> {
                if (!thing || !entry.getKey().equals("name")) {
                    collect(entry.getKey(), entry.getValue());
                }
            });
        } else if (value.isArray()) {
            value.forEach(item -> collect(field, item));
        } else if (FIELDS.contains(field) && value.asText().length() >= TELLING) {
            SENT.add(value.asText());
        }
    }

    public static Set<String> all() {
        return Set.copyOf(SENT);
    }

    public static Set<String> refusals() {
        return Set.copyOf(REFUSALS);
    }

    /** Those of the values that a text holds, in whatever case. */
    public static List<String> in(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return SENT.stream()
                .flatMap(value -> Stream.of(value, value.replace("\"", "\\\"")))
                .filter(value -> lower.contains(value.toLowerCase(Locale.ROOT)))
                .toList();
    }
}
