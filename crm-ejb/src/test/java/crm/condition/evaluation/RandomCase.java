package crm.condition.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.condition.evaluation.PlainOracle.Happening;
import crm.condition.language.ValueType;
import crm.condition.language.Vocabulary;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A random condition and a random history, made so that they meet: few values, times on a coarse grid on which windows end,
 * around days at which clocks change.
 */
final class RandomCase {

    static final Vocabulary VOCABULARY = new Vocabulary(
            Map.of(
                    "order.completed",
                    Map.of(
                            "total", ValueType.MONEY,
                            "currency", ValueType.TEXT,
                            "coupon", ValueType.TEXT,
                            "gift", ValueType.FLAG,
                            "deliver_on", ValueType.TIME,
                            "products", ValueType.OBJECT,
                            "products.category", ValueType.TEXT,
                            "products.price", ValueType.MONEY,
                            "products.quantity", ValueType.NUMBER),
                    "product.viewed",
                    Map.of(
                            "category", ValueType.TEXT,
                            "price", ValueType.MONEY,
                            "currency", ValueType.TEXT)),
            Map.of(
                    "traits.orders", ValueType.NUMBER,
                    "traits.total_spend", ValueType.MONEY,
                    "attributes.birthday", ValueType.TIME),
            Map.of("vip", Set.of()));

    /** The same for the oracle. */
    static final Map<String, String> TYPES = types();

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> ZONES = List.of(
            "UTC",
            "Europe/Berlin",
            "America/St_Johns",
            "Pacific/Apia",
            "Asia/Shanghai",
            "America/New_York",
            "America/Sao_Paulo");
    private static final List<String> DAYS = List.of(
            "2023-03-26",
            "2023-10-29",
            "2011-12-30",
            "1988-10-30",
            "2024-01-01",
            "2024-02-29",
            "2017-10-15",
            "2024-04-01");
    private static final List<String> SPANS =
            List.of("PT6H", "PT12H", "P1D", "PT36H", "P2D", "P3D", "P5D", "P7D", "P10D", "P30D");
    private static final List<String> CALENDARS = List.of(
            "today",
            "yesterday",
            "this_week",
            "last_week",
            "this_month",
            "last_month",
            "this_quarter",
            "this_year",
            "last_year");

    private final Random random;
    private final Instant base;
    final ZoneId zone;
    final List<Happening> happenings = new ArrayList<>();
    final JsonNode where;
    private int ids;

    RandomCase(long seed) {
        random = new Random(seed);
        zone = ZoneId.of(one(ZONES));
        base = LocalDate.parse(one(DAYS))
                .atStartOfDay(one(List.of(zone, ZoneId.of("UTC"))))
                .toInstant();
        where = node(random.nextInt(4));
        int many = random.nextInt(random.nextInt(4) == 0 ? 25 : 9);
        for (int i = 0; i < many; i++) {
            happenings.add(happening());
        }
        int twice = random.nextInt(3);
        for (int i = 0; i < twice && many > 0; i++) {
            happenings.add(happenings.get(random.nextInt(many)));
        }
        Collections.shuffle(happenings, random);
    }

    private static Map<String, String> types() {
        Map<String, String> types = new TreeMap<>();
        VOCABULARY.events().forEach((type, all) -> all.forEach((path, known) -> add(types, type + "/" + path, known)));
        VOCABULARY.traits().forEach((path, known) -> add(types, path, known));
        return types;
    }

    private static void add(Map<String, String> types, String name, ValueType known) {
        switch (known) {
            case MONEY -> {
                types.put(name, "number");
                types.put(name + "/money", "yes");
            }
            case NUMBER -> types.put(name, "number");
            case TIME -> types.put(name, "time");
            default -> {}
        }
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private boolean chance(int in) {
        return random.nextInt(in) == 0;
    }

    // ---- instants

    /** On the grid, sometimes a microsecond beside it. */
    Instant instant() {
        Instant instant = base.plus(Duration.ofHours(6L * (random.nextInt(100) - 50)));
        return chance(6) ? instant.plusNanos(1_000L * (random.nextInt(3) - 1)) : instant;
    }

    /** All at which something may change, as far as one can think of. */
    Set<Instant> critical() {
        Set<Instant> critical = new TreeSet<>();
        List<Duration> spans = new ArrayList<>(List.of(Duration.ZERO));
        durations(where, spans);
        List<Duration> sums = new ArrayList<>(spans);
        if (where.toString().contains("negate")) {
            spans.forEach(one -> spans.forEach(other -> sums.add(one.plus(other))));
        }
        List<Instant> times = new ArrayList<>();
        happenings.forEach(one -> times.add(one.time()));
        happenings.forEach(one -> timesIn(one.data(), times));
        for (Instant time : times) {
            for (Duration sum : sums) {
                Instant instant = time.plus(sum);
                critical.add(instant);
                if (chance(8)) {
                    critical.add(instant.plusNanos(1_000));
                    critical.add(instant.minusNanos(1_000));
                }
            }
        }
        if (where.toString().contains("calendar") || where.toString().contains("anniversary")) {
            LocalDate day = LocalDate.ofInstant(base, zone).minusDays(20);
            for (int i = 0; i < 60; i++) {
                for (Duration span : List.of(Duration.ZERO, one(spans))) {
                    critical.add(day.plusDays(i).atStartOfDay(zone).toInstant().minus(span));
                }
            }
            critical.add(day.plusYears(1).withDayOfYear(1).atStartOfDay(zone).toInstant());
            critical.add(day.plusYears(2).withDayOfYear(1).atStartOfDay(zone).toInstant());
        }
        critical.add(base.plus(Duration.ofDays(400)));
        return critical;
    }

    private static void durations(JsonNode node, List<Duration> found) {
        if (node.isTextual() && node.asText().matches("PT?\\d+[DH]")) {
            found.add(Duration.parse(node.asText()));
        }
        node.forEach(child -> durations(child, found));
    }

    private void timesIn(JsonNode node, List<Instant> found) {
        if (node.isTextual() && node.asText().matches("\\d{4}-\\d\\d-\\d\\d(T.*)?")) {
            found.add(
                    node.asText().length() == 10
                            ? LocalDate.parse(node.asText()).atStartOfDay(zone).toInstant()
                            : Instant.parse(node.asText()));
        }
        node.forEach(child -> timesIn(child, found));
    }

    // ---- history

    private Happening happening() {
        String type = one(List.of(
                "order.completed",
                "order.completed",
                "order.completed",
                "product.viewed",
                "product.viewed",
                "game.played",
                "game.played",
                "order.refunded",
                "fact"));
        JsonNode data = JSON.objectNode();
        switch (type) {
            case "order.completed" -> data = order();
            case "product.viewed" -> data = view();
            case "game.played" -> data = game();
            case "order.refunded" -> data = JSON.objectNode().put("total", "10").put("currency", "EUR");
            default -> {
                type = fact();
                data = factValue(type);
            }
        }
        return new Happening(timeOfNext(), one(List.of("a", "b")), "id-" + ids++, type, data);
    }

    /** Often so long after another as windows and steps are. */
    private Instant timeOfNext() {
        return happenings.isEmpty() || !chance(3)
                ? instant()
                : one(happenings).time().plus(Duration.parse(one(SPANS)));
    }

    private ObjectNode order() {
        ObjectNode data = JSON.objectNode();
        if (!chance(8)) {
            data.set("total", amount());
        }
        if (!chance(8)) {
            data.put("currency", one(List.of("EUR", "GBP")));
        }
        maybe(data, "coupon", text());
        maybe(data, "gift", JSON.booleanNode(random.nextBoolean()));
        maybe(data, "deliver_on", time());
        ArrayNode products = JSON.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            ObjectNode line = products.addObject();
            maybe(line, "category", text());
            maybe(line, "price", amount());
            maybe(line, "quantity", JSON.numberNode(random.nextInt(3)));
        }
        if (!chance(5)) {
            data.set("products", products);
        }
        return data;
    }

    private ObjectNode view() {
        ObjectNode data = JSON.objectNode();
        maybe(data, "category", text());
        maybe(data, "price", amount());
        maybe(data, "currency", JSON.textNode(one(List.of("EUR", "GBP"))));
        return data;
    }

    private ObjectNode game() {
        ObjectNode data = JSON.objectNode();
        maybe(data, "score", anything());
        ArrayNode tags = JSON.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            tags.add(anything());
        }
        maybe(data, "tags", tags);
        maybe(data, "due", time());
        maybe(data, "won", chance(4) ? text() : JSON.booleanNode(random.nextBoolean()));
        return data;
    }

    private void maybe(ObjectNode data, String name, JsonNode value) {
        int chance = random.nextInt(10);
        if (chance == 0) {
            data.putNull(name);
        } else if (chance < 8) {
            data.set(name, value);
        }
    }

    private JsonNode amount() {
        return switch (random.nextInt(8)) {
            case 0 -> JSON.numberNode(10);
            case 1 -> JSON.numberNode(new BigDecimal("5.50"));
            case 2 -> JSON.textNode("20.00");
            case 3 -> JSON.textNode("-5");
            case 4 -> JSON.textNode("much");
            default -> JSON.textNode(String.valueOf(random.nextInt(4) * 5));
        };
    }

    private JsonNode text() {
        return JSON.textNode(one(List.of("a", "ab", "b", "Ba", "10", "")));
    }

    private JsonNode anything() {
        return switch (random.nextInt(6)) {
            case 0 -> JSON.booleanNode(random.nextBoolean());
            case 1 -> JSON.numberNode(random.nextInt(3) * 5);
            case 2 -> JSON.textNode(String.valueOf(random.nextInt(3) * 5));
            case 3 -> JSON.numberNode(new BigDecimal("5.0"));
            case 4 -> JSON.nullNode();
            default -> text();
        };
    }

    private JsonNode time() {
        return JSON.textNode(
                chance(3)
                        ? LocalDate.ofInstant(instant(), zone).toString()
                        : instant().toString());
    }

    private String fact() {
        return one(List.of(
                "fact:trait:traits.orders",
                "fact:trait:traits.total_spend",
                "fact:trait:attributes.birthday",
                "fact:trait:attributes.tags",
                "fact:trait:attributes.since",
                "fact:identity:email",
                "fact:consent:marketing_email",
                "fact:segment:vip",
                "fact:rfm",
                "fact:record:consultation"));
    }

    private JsonNode factValue(String fact) {
        switch (fact) {
            case "fact:trait:traits.orders" -> {
                return JSON.numberNode(random.nextInt(4));
            }
            case "fact:trait:traits.total_spend" -> {
                ArrayNode money = JSON.arrayNode();
                for (String code : List.of("EUR", "GBP")) {
                    if (!chance(3)) {
                        money.addObject().put("currency", code).set("amount", amount());
                    }
                }
                return money;
            }
            case "fact:trait:attributes.birthday" -> {
                return JSON.textNode(one(List.of("1990-", "2000-", "2023-", "2010-"))
                        .concat(LocalDate.ofInstant(instant(), zone).toString().substring(5))
                        .replace("02-29", "02-28"));
            }
            case "fact:trait:attributes.tags" -> {
                return JSON.arrayNode().add(anything()).add(anything());
            }
            case "fact:trait:attributes.since" -> {
                return time();
            }
            case "fact:rfm" -> {
                return JSON.textNode(one(List.of("champions", "lost")));
            }
            case "fact:record:consultation" -> {
                ArrayNode records = JSON.arrayNode();
                for (int i = random.nextInt(3); i > 0; i--) {
                    records.addObject().put("priority", random.nextInt(3)).set("opened_at", time());
                }
                return records;
            }
            case "fact:identity:email" -> {
                return JSON.booleanNode(true);
            }
            default -> {
                return JSON.booleanNode(random.nextBoolean());
            }
        }
    }

    // ---- conditions

    private ObjectNode node(int depth) {
        if (depth > 0) {
            ArrayNode parts = JSON.arrayNode();
            for (int i = random.nextInt(3) + (chance(20) ? 0 : 1); i > 0; i--) {
                parts.add(node(depth - 1));
            }
            switch (random.nextInt(4)) {
                case 0 -> {
                    return JSON.objectNode().set("all", parts);
                }
                case 1 -> {
                    return JSON.objectNode().set("any", parts);
                }
                case 2 -> {
                    return JSON.objectNode().set("not", node(depth - 1));
                }
                default -> {
                    if (parts.isEmpty()) {
                        return JSON.objectNode().set("any", parts);
                    }
                    ObjectNode inside = JSON.objectNode().put("n", 1 + random.nextInt(parts.size()));
                    inside.set("of", parts);
                    return JSON.objectNode().set("at_least", inside);
                }
            }
        }
        return switch (random.nextInt(12)) {
            case 0 -> factNode();
            case 1, 2 -> JSON.objectNode().set("recency", recency());
            case 3 -> JSON.objectNode().set("lifecycle", lifecycle());
            case 4, 5, 6 -> JSON.objectNode().set("sequence", sequence());
            default -> JSON.objectNode().set("event", event());
        };
    }

    private ObjectNode factNode() {
        switch (random.nextInt(8)) {
            case 0 -> {
                return JSON.objectNode().put("identity", "email").put("op", one(List.of("exists", "not_exists")));
            }
            case 1 -> {
                return JSON.objectNode()
                        .set(
                                "consent",
                                JSON.objectNode()
                                        .put("purpose", "marketing_email")
                                        .put("granted", random.nextBoolean()));
            }
            case 2 -> {
                return JSON.objectNode().put("segment", "vip");
            }
            case 3 -> {
                return JSON.objectNode().set("rfm", JSON.arrayNode().add("champions"));
            }
            case 4 -> {
                ObjectNode record = JSON.objectNode().put("kind", "consultation");
                if (chance(2)) {
                    ObjectNode item = record.putArray("where").addObject();
                    if (chance(2)) {
                        compare(item.put("property", "priority"), "number");
                    } else {
                        compare(item.put("property", "opened_at"), "moving");
                    }
                }
                return JSON.objectNode().set("record", numberCompared(record, 0, 2));
            }
            default -> {
                return trait();
            }
        }
    }

    private ObjectNode trait() {
        String path = one(List.of(
                "traits.orders",
                "traits.total_spend",
                "attributes.birthday",
                "attributes.birthday",
                "attributes.tags",
                "attributes.since",
                "attributes.since"));
        ObjectNode node = JSON.objectNode().put("trait", path);
        switch (path) {
            case "traits.total_spend" -> {
                if (chance(2)) {
                    node.put("currency", one(List.of("EUR", "GBP")));
                }
                return compare(node, "money");
            }
            case "traits.orders" -> {
                return compare(node, "number");
            }
            case "attributes.birthday" -> {
                return chance(2)
                        ? node.put("op", "anniversary_within").put("value", one(SPANS))
                        : compare(node, "time");
            }
            case "attributes.since" -> {
                return compare(node, "moving");
            }
            default -> {
                return compare(node, "any");
            }
        }
    }

    private String type() {
        return one(List.of("order.completed", "order.completed", "product.viewed", "game.played"));
    }

    private ObjectNode event() {
        ObjectNode node = JSON.objectNode().put("type", type());
        String measure = one(List.of("count", "count", "sum", "avg", "min", "max", "distinct", "active_days"));
        node.put("measure", measure);
        boolean counts = measure.equals("count") || measure.equals("active_days");
        if (!counts) {
            node.put("property", measured(node.get("type").asText(), measure.equals("distinct")));
        }
        if (chance(4) && !node.get("type").asText().equals("game.played")) {
            node.put("currency", one(List.of("EUR", "GBP")));
        }
        where(node, Set.of());
        node.set("window", window());
        boolean small = counts || measure.equals("distinct");
        return small ? numberCompared(node, 0, 4) : numberCompared(node, -5, 40);
    }

    private String measured(String type, boolean distinct) {
        return switch (type) {
            case "order.completed" ->
                distinct
                        ? one(List.of("products.category", "coupon", "gift"))
                        : one(List.of("total", "total", "products.price", "products.quantity"));
            case "product.viewed" -> distinct ? "category" : "price";
            default -> one(List.of("score", "tags"));
        };
    }

    private ObjectNode numberCompared(ObjectNode node, int from, int to) {
        String op = one(List.of(
                "eq",
                "neq",
                "lt",
                "lte",
                "gt",
                "gte",
                "gte",
                "gte",
                "between",
                "in",
                "not_in",
                "exists",
                "not_exists"));
        node.put("op", op);
        int value = from + random.nextInt(to - from + 1);
        switch (op) {
            case "between" -> node.putArray("value").add(value).add(value + random.nextInt(3) * 5);
            case "in", "not_in" -> node.putArray("value").add(value).add(5);
            case "exists", "not_exists" -> {}
            default -> {
                if (chance(5)) {
                    node.put("value", new BigDecimal(value).add(new BigDecimal("0.5")));
                } else if (chance(5)) {
                    node.put("value", value + ".00");
                } else {
                    node.put("value", value);
                }
            }
        }
        return node;
    }

    private ObjectNode window() {
        ObjectNode window = JSON.objectNode();
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> window.put("last", one(SPANS));
            case 3 -> {
                int from = 1 + random.nextInt(SPANS.size() - 1);
                window.putArray("between").add(SPANS.get(from)).add(SPANS.get(random.nextInt(from)));
            }
            case 4 -> {
                Instant since = instant();
                if (chance(2)) {
                    LocalDate day = LocalDate.ofInstant(since, zone);
                    window.put("since", day.toString());
                    if (chance(2)) {
                        window.put("until", day.plusDays(1 + random.nextInt(9)).toString());
                    }
                } else {
                    window.put("since", since.toString());
                    if (chance(2)) {
                        window.put(
                                "until",
                                since.plus(Duration.ofHours(6 + 6L * random.nextInt(40)))
                                        .toString());
                    }
                }
            }
            case 5, 6 -> window.put("calendar", one(CALENDARS));
            default -> window.put("lifetime", true);
        }
        return window;
    }

    private void where(ObjectNode node, Set<String> steps) {
        int items = chance(2) ? 0 : 1 + random.nextInt(3);
        String type = node.get("type").asText();
        for (int i = 0; i < items; i++) {
            item(node.withArray("where").addObject(), type, steps);
        }
    }

    private void item(ObjectNode item, String type, Set<String> steps) {
        String property = switch (type) {
            case "order.completed" ->
                one(List.of(
                        "total",
                        "currency",
                        "coupon",
                        "gift",
                        "deliver_on",
                        "products",
                        "products.category",
                        "products.category",
                        "products.price",
                        "products.quantity",
                        "products.quantity"));
            case "product.viewed" -> one(List.of("category", "category", "price", "currency"));
            default -> one(List.of("score", "tags", "tags", "due", "won"));
        };
        item.put("property", property);
        if (!steps.isEmpty() && chance(2)) {
            reference(item, type, property, one(List.copyOf(steps)));
            return;
        }
        compare(
                item,
                switch (property) {
                    case "total", "products.price", "price" -> "money";
                    case "products.quantity" -> "number";
                    case "currency", "coupon", "category", "products.category" -> "text";
                    case "gift" -> "flag";
                    case "deliver_on" -> "time";
                    case "due" -> "moving";
                    case "products" -> "object";
                    default -> "any";
                });
    }

    /** Of the same kind of values, for the oracle knows only what the property itself is. */
    private void reference(ObjectNode item, String type, String property, String step) {
        String stepType = step.substring(0, step.indexOf(':'));
        boolean numbers = !type.equals("game.played")
                && Set.of("total", "products.price", "products.quantity", "price")
                        .contains(property);
        boolean texts = Set.of("coupon", "category", "products.category").contains(property);
        String other = switch (stepType) {
            case "order.completed" -> numbers ? "total" : texts ? one(List.of("coupon", "products.category")) : "";
            case "product.viewed" -> numbers ? "price" : texts ? "category" : "";
            default -> type.equals("game.played") ? one(List.of("score", "tags")) : "";
        };
        if (other.isEmpty() || (type.equals("game.played") && !stepType.equals("game.played"))) {
            compare(item.put("property", "none"), "any");
            return;
        }
        item.put("op", one(List.of("eq", "eq", "eq", "neq", "lt", "gte", "in", "not_in")));
        item.put("ref", step.substring(step.indexOf(':') + 1) + "." + other);
    }

    private ObjectNode compare(ObjectNode node, String kind) {
        String op = switch (kind) {
            case "object" -> one(List.of("exists", "not_exists"));
            case "flag" -> one(List.of("eq", "neq", "is_true", "is_false", "exists"));
            case "money", "number" ->
                one(List.of("eq", "neq", "lt", "lte", "gt", "gte", "between", "in", "not_in", "exists", "not_exists"));
            case "time", "moving" ->
                one(List.of(
                        "before",
                        "after",
                        "within_last",
                        "older_than",
                        "within_last",
                        "older_than",
                        "exists",
                        "not_exists",
                        "anniversary_within"));
            case "text" ->
                one(List.of(
                        "eq",
                        "eq",
                        "neq",
                        "lt",
                        "gte",
                        "between",
                        "in",
                        "not_in",
                        "contains",
                        "starts_with",
                        "ends_with",
                        "matches",
                        "exists",
                        "not_exists"));
            default ->
                one(List.of(
                        "eq",
                        "eq",
                        "neq",
                        "lt",
                        "gte",
                        "between",
                        "in",
                        "not_in",
                        "contains",
                        "starts_with",
                        "ends_with",
                        "matches",
                        "exists",
                        "not_exists",
                        "is_true",
                        "is_false"));
        };
        node.put("op", op);
        switch (op) {
            case "exists", "not_exists", "is_true", "is_false" -> {}
            case "before", "after" -> node.set("value", time());
            case "within_last", "older_than", "anniversary_within" -> node.put("value", one(SPANS));
            case "contains", "starts_with", "ends_with" -> node.put("value", one(List.of("a", "b", "1")));
            case "matches" -> node.put("value", one(List.of("^a", "b$", "[0-9]+", "(?i)ba")));
            case "between" -> {
                boolean text = kind.equals("text") || (kind.equals("any") && chance(2));
                if (text) {
                    node.putArray("value").add("a").add(one(List.of("ab", "b")));
                } else {
                    node.putArray("value").add(random.nextInt(6)).add(6 + random.nextInt(10));
                }
            }
            case "in", "not_in" -> node.putArray("value").add(value(kind, op)).add(value(kind, op));
            default -> node.set("value", value(kind, op));
        }
        return node;
    }

    private JsonNode value(String kind, String op) {
        return switch (kind) {
            case "flag" -> JSON.booleanNode(random.nextBoolean());
            case "number" -> JSON.numberNode(random.nextInt(3));
            case "money" ->
                chance(2) ? JSON.numberNode(random.nextInt(4) * 5) : JSON.textNode(random.nextInt(3) * 5 + ".0");
            case "text" -> text();
            default -> {
                JsonNode any = anything();
                boolean fits = !any.isNull()
                        && !(any.isBoolean() && Set.of("lt", "gte").contains(op));
                yield fits ? any : JSON.numberNode(5);
            }
        };
    }

    private ObjectNode recency() {
        ObjectNode node = JSON.objectNode().put("type", type());
        where(node, Set.of());
        return node.put("which", one(List.of("first", "last")))
                .put("op", one(List.of("within", "older_than")))
                .put("value", one(SPANS));
    }

    private ObjectNode lifecycle() {
        int lapse = 1 + random.nextInt(SPANS.size() - 1);
        return JSON.objectNode()
                .put("type", type())
                .put("state", one(List.of("new", "active", "lapsing", "lapsed", "returning", "returning")))
                .put("active", SPANS.get(random.nextInt(lapse)))
                .put("lapse", SPANS.get(lapse));
    }

    private ObjectNode sequence() {
        ObjectNode node = JSON.objectNode();
        node.set("window", window());
        ArrayNode steps = node.putArray("steps");
        Set<String> named = new TreeSet<>();
        int many = 1 + random.nextInt(4);
        for (int i = 0; i < many; i++) {
            ObjectNode step = steps.addObject();
            boolean negated = i > 0 && chance(3);
            step.put("type", type());
            where(step, named);
            if (negated) {
                step.put("negate", true);
            }
            if (i > 0 && (chance(2) || (negated && chance(2)))) {
                step.put("within", one(SPANS));
            }
            if (!negated && chance(2)) {
                step.put("as", "s" + i);
                named.add(step.get("type").asText() + ":s" + i);
            }
        }
        return node;
    }
}
