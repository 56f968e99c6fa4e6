package crm.segment.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Random;

/** Random definitions that meet the histories of a crowded minute. */
final class RandomSegments {

    private static final List<String> TYPES = List.of(
            "order.completed", "order.refunded", "product.viewed", "page.viewed", "shoe.tied", "customer.identified");

    private final Random random;
    private final String zone;

    RandomSegments(Random random) {
        this.random = random;
        this.zone = oneOf("UTC", "Europe/Berlin");
    }

    /** @param others keys it may refer to */
    JsonNode definition(String key, List<String> others) {
        return Words.json("{\"key\": \"%s\", \"name\": \"%s\", \"timezone\": \"%s\", \"where\": %s}"
                .formatted(key, key, zone, where(2, others)));
    }

    private String where(int depth, List<String> others) {
        int dice = random.nextInt(depth > 0 ? 20 : 15);
        return switch (dice) {
            case 0, 1, 2 ->
                "{\"event\": {\"type\": \"%s\", \"measure\": \"count\", \"window\": %s, \"op\": \"%s\", \"value\": %d}}"
                        .formatted(type(), window(), oneOf("gte", "lte", "eq"), random.nextInt(3));
            case 3 ->
                "{\"event\": {\"type\": \"order.completed\", \"measure\": \"sum\", \"property\": \"total\", \"currency\": \"GBP\", \"window\": %s, \"op\": \"gt\", \"value\": %d}}"
                        .formatted(window(), random.nextInt(60));
            case 4 ->
                "{\"event\": {\"type\": \"order.completed\", \"measure\": \"count\", \"where\": [{\"property\": \"products.category\", \"op\": \"%s\", \"value\": \"mugs\"}], \"window\": %s, \"op\": \"gte\", \"value\": 1}}"
                        .formatted(oneOf("eq", "neq"), window());
            case 5 ->
                "{\"recency\": {\"type\": \"%s\", \"which\": \"%s\", \"op\": \"%s\", \"value\": \"%s\"}}"
                        .formatted(type(), oneOf("first", "last"), oneOf("within", "older_than"), span());
            case 6 ->
                "{\"sequence\": {\"window\": %s, \"steps\": [{\"type\": \"%s\"}, {\"type\": \"%s\", \"negate\": %s, \"within\": \"%s\"}]}}"
                        .formatted(window(), type(), type(), random.nextBoolean(), span());
            case 7 ->
                "{\"trait\": \"traits.%s\", \"op\": \"%s\", \"value\": %d}"
                        .formatted(
                                oneOf("orders", "interactions", "refunds", "transactions", "consultations"),
                                oneOf("gte", "lt"),
                                random.nextInt(4));
            case 8 ->
                "{\"consent\": {\"purpose\": \"%s\", \"granted\": %s}}"
                        .formatted(oneOf("marketing_email", "profiling"), random.nextBoolean());
            case 9 ->
                others.isEmpty()
                        ? where(depth, others)
                        : "{\"segment\": \"%s\"}".formatted(others.get(random.nextInt(others.size())));
            case 10 ->
                "{\"trait\": \"attributes.%s\", \"op\": \"%s\", \"value\": \"%s\"}"
                        .formatted(oneOf("address.country", "last_name"), oneOf("eq", "neq"), oneOf("IT", "UK", "Li"));
            case 11 -> "{\"identity\": \"email\", \"op\": \"%s\"}".formatted(oneOf("exists", "not_exists"));
            case 12 ->
                "{\"lifecycle\": {\"type\": \"%s\", \"state\": \"%s\", \"active\": \"%s\", \"lapse\": \"PT25S\"}}"
                        .formatted(type(), oneOf("new", "active", "lapsing", "lapsed", "returning"), span());
            case 13 -> measured();
            case 14 ->
                "{\"sequence\": {\"window\": %s, \"steps\": [{\"as\": \"a\", \"type\": \"order.completed\"}, {\"type\": \"order.refunded\", \"where\": [{\"property\": \"order_id\", \"op\": \"eq\", \"ref\": \"a.order_id\"}]}]}}"
                        .formatted(window());
            case 15 -> "{\"not\": %s}".formatted(where(depth - 1, others));
            case 16 ->
                "{\"at_least\": {\"n\": 2, \"of\": [%s, %s, %s]}}"
                        .formatted(where(depth - 1, others), where(depth - 1, others), where(depth - 1, others));
            case 17 -> "{\"any\": [%s, %s]}".formatted(where(depth - 1, others), where(depth - 1, others));
            default -> "{\"all\": [%s, %s]}".formatted(where(depth - 1, others), where(depth - 1, others));
        };
    }

    private String measured() {
        return switch (random.nextInt(3)) {
            case 0 ->
                "{\"event\": {\"type\": \"order.completed\", \"measure\": \"%s\", \"property\": \"total\", \"currency\": \"GBP\", \"window\": %s, \"op\": \"gte\", \"value\": %d}}"
                        .formatted(oneOf("avg", "min", "max"), window(), random.nextInt(40));
            case 1 ->
                "{\"event\": {\"type\": \"product.viewed\", \"measure\": \"distinct\", \"property\": \"product_id\", \"window\": %s, \"op\": \"gte\", \"value\": %d}}"
                        .formatted(window(), 1 + random.nextInt(2));
            default ->
                "{\"event\": {\"type\": \"%s\", \"measure\": \"active_days\", \"window\": {\"lifetime\": true}, \"op\": \"gte\", \"value\": 2}}"
                        .formatted(type());
        };
    }

    private String window() {
        return switch (random.nextInt(4)) {
            case 0 -> "{\"lifetime\": true}";
            case 1 -> "{\"between\": [\"PT%dS\", \"%s\"]}".formatted(20 + random.nextInt(30), span());
            case 2 -> "{\"calendar\": \"%s\"}".formatted(oneOf("today", "yesterday", "this_week"));
            default -> "{\"last\": \"%s\"}".formatted(span());
        };
    }

    private String span() {
        return "PT%dS".formatted(1 + random.nextInt(19));
    }

    private String type() {
        return TYPES.get(random.nextInt(TYPES.size()));
    }

    private String oneOf(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
