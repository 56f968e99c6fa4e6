package crm.segment.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * As many segments as one likes, as marketers make them: of one to five conditions on orders, views, traits and consents, with
 * round numbers and the usual windows, so that many of them share parts. A customer is in one of twenty or so.
 */
final class MadeSegments {

    private final SplittableRandom random = new SplittableRandom(7);
    private final List<Supplier<String>> kinds = List.of(
            this::orders,
            this::orders,
            this::views,
            this::views,
            this::spent,
            this::recency,
            this::recency,
            this::lifecycle,
            this::left,
            this::average,
            this::days,
            this::trait,
            this::consent,
            this::bucket);

    /** The same ones each time. */
    List<JsonNode> made(int many) {
        List<JsonNode> made = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            made.add(
                    Words.json("{\"key\": \"s%d\", \"name\": \"Segment %d\", \"where\": %s}".formatted(i, i, where())));
        }
        return made;
    }

    private String where() {
        List<String> parts = new ArrayList<>();
        for (int i = oneOf(List.of(2, 2, 3, 3, 4, 5)); i > 0; i--) {
            String part = oneOf(kinds).get();
            parts.add(random.nextInt(16) == 0 ? "{\"not\": %s}".formatted(part) : part);
        }
        return "{\"%s\": [%s]}".formatted(random.nextInt(20) == 0 ? "any" : "all", String.join(", ", parts));
    }

    private String orders() {
        return measure("order.completed", "\"measure\": \"count\"" + onChannel(2), oneOf(List.of(1, 2, 3, 5, 10, 20)));
    }

    private String views() {
        return measure("PAGE_VIEW", "\"measure\": \"count\"" + onChannel(2), oneOf(List.of(3, 5, 10, 20, 50, 100)));
    }

    private String spent() {
        return measure(
                "order.completed",
                "\"measure\": \"sum\", \"property\": \"total\", \"currency\": \"EUR\"" + onChannel(4),
                oneOf(List.of(250, 500, 1_000, 2_500, 5_000, 10_000)));
    }

    private String average() {
        return measure(
                "order.completed",
                "\"measure\": \"%s\", \"property\": \"total\", \"currency\": \"EUR\""
                        .formatted(oneOf(List.of("avg", "max"))),
                oneOf(List.of(100, 200, 300, 400)));
    }

    private String days() {
        return measure("PAGE_VIEW", "\"measure\": \"active_days\"", oneOf(List.of(2, 3, 5)));
    }

    private String measure(String type, String of, int value) {
        return "{\"event\": {\"type\": \"%s\", %s, \"window\": %s, \"op\": \"%s\", \"value\": %d}}"
                .formatted(type, of, window(), random.nextInt(10) == 0 ? "lt" : "gte", value);
    }

    private String onChannel(int in) {
        return random.nextInt(in) > 0
                ? ""
                : ", \"where\": [{\"property\": \"channel\", \"op\": \"eq\", \"value\": \"%s\"}]"
                        .formatted(oneOf(List.of("WEB", "APP", "STORE", "PHONE")));
    }

    private String window() {
        return switch (random.nextInt(8)) {
            case 0 -> "{\"lifetime\": true}";
            case 1 -> "{\"calendar\": \"%s\"}".formatted(oneOf(List.of("today", "this_week", "this_month")));
            case 2 -> "{\"between\": [\"P60D\", \"P30D\"]}";
            default -> "{\"last\": \"%s\"}".formatted(span());
        };
    }

    private String span() {
        return oneOf(List.of("PT1H", "P1D", "P3D", "P7D", "P14D", "P30D", "P60D", "P90D", "P180D"));
    }

    private String recency() {
        return "{\"recency\": {\"type\": \"%s\", \"which\": \"%s\", \"op\": \"%s\", \"value\": \"%s\"}}"
                .formatted(
                        oneOf(List.of("order.completed", "PAGE_VIEW")),
                        oneOf(List.of("last", "last", "first")),
                        oneOf(List.of("within", "within", "older_than")),
                        span());
    }

    private String lifecycle() {
        return "{\"lifecycle\": {\"type\": \"order.completed\", \"state\": \"%s\", \"active\": \"P30D\", \"lapse\": \"P90D\"}}"
                .formatted(oneOf(List.of("new", "active", "lapsing", "lapsed", "returning")));
    }

    /** Looked, and did not buy. */
    private String left() {
        return "{\"sequence\": {\"window\": {\"last\": \"%s\"}, \"steps\": [{\"type\": \"PAGE_VIEW\"}, {\"type\": \"order.completed\", \"negate\": true, \"within\": \"%s\"}]}}"
                .formatted(oneOf(List.of("P1D", "P7D")), oneOf(List.of("PT30M", "PT2H", "P1D")));
    }

    private String trait() {
        return "{\"trait\": \"traits.orders\", \"op\": \"gte\", \"value\": %d}".formatted(oneOf(List.of(1, 2, 5, 10)));
    }

    private String consent() {
        return "{\"consent\": {\"purpose\": \"%s\", \"granted\": true}}"
                .formatted(oneOf(List.of("profiling", "marketing_email")));
    }

    private String bucket() {
        return "{\"bucket\": {\"salt\": \"a\", \"from\": 0, \"to\": %d}}".formatted(oneOf(List.of(50, 90)));
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
