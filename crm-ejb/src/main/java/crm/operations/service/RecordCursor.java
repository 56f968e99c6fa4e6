package crm.operations.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import crm.platform.entity.ForeignCursor;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Where each partition of a topic goes on, opaque to the outside. */
final class RecordCursor {

    private static final String SEPARATOR = "\u001f";

    private RecordCursor() {}

    static String of(String topic, Map<Integer, Long> places) {
        String text = new TreeMap<>(places)
                .entrySet().stream()
                        .map(place -> place.getKey() + ":" + place.getValue())
                        .collect(Collectors.joining(",", topic + SEPARATOR, ""));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    static Map<Integer, Long> places(String cursor, String topic) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
            if (!text.startsWith(topic + SEPARATOR)) {
                throw new ForeignCursor();
            }
            return places(text.substring(topic.length() + SEPARATOR.length()));
        } catch (IllegalArgumentException e) {
            throw new ForeignCursor();
        }
    }

    private static Map<Integer, Long> places(String text) {
        Map<Integer, Long> places = new HashMap<>();
        for (String place : text.split(",", -1)) {
            String[] parts = place.split(":", -1);
            if (parts.length != 2) {
                throw new ForeignCursor();
            }
            places.put(Integer.valueOf(parts[0]), Long.valueOf(parts[1]));
        }
        return places;
    }
}
