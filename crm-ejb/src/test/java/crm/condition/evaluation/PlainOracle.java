package crm.condition.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Whether a condition holds at an instant, from its JSON and the list of all that happened, written as plainly as can be:
 * nothing is remembered, sorted in advance or computed twice as clever as needed.
 */
public final class PlainOracle {

    /** Something that happened: an event, or (type {@code fact:…}) a fact that became another. */
    public record Happening(Instant time, String source, String id, String type, JsonNode data) {}

    private static final Pattern DECIMAL = Pattern.compile("-?\\d+(\\.\\d+)?");

    static final Comparator<Happening> ORDER = Comparator.comparing(Happening::time)
            .thenComparing(Happening::source)
            .thenComparing(Happening::id);

    private final List<Happening> all;
    private final ZoneId zone;
    private final Map<String, String> types;

    /**
     * @param all in any order, the same (source, id) maybe more than once
     * @param types what is known of properties: {@code order.completed/total} to {@code number}, {@code time}; others by
     *     what they are compared with
     */
    public PlainOracle(List<Happening> all, ZoneId zone, Map<String, String> types) {
        this.all = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Happening one : all) {
            if (seen.add(one.source() + " " + one.id())) {
                this.all.add(one);
            }
        }
        this.all.sort(ORDER);
        this.zone = zone;
        this.types = types;
    }

    public boolean isMember(JsonNode where, Instant t) {
        boolean known = false;
        for (Happening one : all) {
            known |= !one.type().startsWith("fact:") && !one.time().isAfter(t);
        }
        return known && holds(where, t);
    }

    boolean holds(JsonNode node, Instant t) {
        String kind = kind(node);
        JsonNode inside = node.get(kind);
        switch (kind) {
            case "all" -> {
                return count(inside, t) == inside.size();
            }
            case "any" -> {
                return count(inside, t) > 0;
            }
            case "not" -> {
                return !holds(inside, t);
            }
            case "at_least" -> {
                return count(inside.get("of"), t) >= inside.get("n").asInt();
            }
            case "trait" -> {
                return compared(
                        amounts(
                                fact("fact:trait:" + inside.asText(), t),
                                node.path("currency").asText()),
                        node,
                        types.getOrDefault(inside.asText(), "any"),
                        t,
                        Map.of());
            }
            case "identity" -> {
                boolean there = !fact("fact:identity:" + inside.asText(), t).isEmpty();
                return there == node.get("op").asText().equals("exists");
            }
            case "consent" -> {
                List<JsonNode> consent =
                        fact("fact:consent:" + inside.get("purpose").asText(), t);
                boolean granted = !consent.isEmpty() && consent.get(0).asBoolean();
                return granted == inside.get("granted").asBoolean();
            }
            case "segment" -> {
                List<JsonNode> in = fact("fact:segment:" + inside.asText(), t);
                return !in.isEmpty() && in.get(0).asBoolean();
            }
            case "rfm" -> {
                List<JsonNode> name = fact("fact:rfm", t);
                for (JsonNode one : inside) {
                    if (name.contains(one)) {
                        return true;
                    }
                }
                return false;
            }
            case "event" -> {
                return event(inside, t);
            }
            case "recency" -> {
                return recency(inside, t);
            }
            case "lifecycle" -> {
                return inside.get("state").asText().equals(state(inside, t));
            }
            case "sequence" -> {
                return sequence(inside, t);
            }
            case "record" -> {
                int open = 0;
                for (JsonNode one : fact("fact:record:" + inside.get("kind").asText(), t)) {
                    open += fits(one, inside.path("where"), "record", t, Map.of()) ? 1 : 0;
                }
                return number(BigDecimal.valueOf(open), BigDecimal.ONE, inside);
            }
            default -> {
                throw new IllegalArgumentException(kind);
            }
        }
    }

    private static String kind(JsonNode node) {
        for (String kind : List.of("trait", "identity")) {
            if (node.has(kind)) {
                return kind;
            }
        }
        return node.fieldNames().next();
    }

    private int count(JsonNode list, Instant t) {
        int count = 0;
        for (JsonNode one : list) {
            count += holds(one, t) ? 1 : 0;
        }
        return count;
    }

    /** What a fact was made last; its elements if it is a list. */
    private List<JsonNode> fact(String name, Instant t) {
        JsonNode value = null;
        for (Happening one : all) {
            if (one.type().equals(name) && !one.time().isAfter(t)) {
                value = one.data();
            }
        }
        List<JsonNode> values = new ArrayList<>();
        flatten(value, values);
        return values;
    }

    private static void flatten(JsonNode value, List<JsonNode> values) {
        if (value != null && value.isArray()) {
            value.forEach(one -> flatten(one, values));
        } else if (value != null && !value.isNull()) {
            values.add(value);
        }
    }

    private static List<JsonNode> amounts(List<JsonNode> values, String currency) {
        List<JsonNode> amounts = new ArrayList<>();
        for (JsonNode value : values) {
            if (!value.has("amount")) {
                amounts.add(value);
            } else if (currency.isEmpty()
                    || currency.equals(value.path("currency").asText())) {
                amounts.add(value.get("amount"));
            }
        }
        return amounts;
    }

    // ---- time

    private Instant start(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    /** The last day that has begun. */
    LocalDate day(Instant t) {
        LocalDate day = LocalDate.ofInstant(t, zone).minusDays(3);
        while (!start(day.plusDays(1)).isAfter(t)) {
            day = day.plusDays(1);
        }
        return day;
    }

    private Instant moment(String text) {
        return text.length() == 10
                ? start(LocalDate.parse(text))
                : OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
    }

    private boolean inWindow(JsonNode window, Instant x, Instant t) {
        if (x.isAfter(t)) {
            return false;
        }
        if (window.has("last")) {
            return x.isAfter(t.minus(duration(window.get("last"))));
        }
        if (window.has("between")) {
            return x.isAfter(t.minus(duration(window.get("between").get(0))))
                    && !x.isAfter(t.minus(duration(window.get("between").get(1))));
        }
        if (window.has("since")) {
            return !x.isBefore(moment(window.get("since").asText()))
                    && (!window.has("until")
                            || x.isBefore(moment(window.get("until").asText())));
        }
        if (window.has("calendar")) {
            LocalDate today = day(t);
            LocalDate monday = today.with(java.time.temporal.TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            LocalDate month = today.withDayOfMonth(1);
            LocalDate quarter = month;
            while (quarter.getMonthValue() % 3 != 1) {
                quarter = quarter.minusMonths(1);
            }
            LocalDate year = today.withDayOfYear(1);
            return switch (window.get("calendar").asText()) {
                case "today" -> isIn(x, today, today.plusDays(1));
                case "yesterday" -> isIn(x, today.minusDays(1), today);
                case "this_week" -> isIn(x, monday, monday.plusDays(7));
                case "last_week" -> isIn(x, monday.minusDays(7), monday);
                case "this_month" -> isIn(x, month, month.plusMonths(1));
                case "last_month" -> isIn(x, month.minusMonths(1), month);
                case "this_quarter" -> isIn(x, quarter, quarter.plusMonths(3));
                case "this_year" -> isIn(x, year, year.plusYears(1));
                case "last_year" -> isIn(x, year.minusYears(1), year);
                default -> throw new IllegalArgumentException();
            };
        }
        return true;
    }

    private boolean isIn(Instant x, LocalDate from, LocalDate to) {
        return !x.isBefore(start(from)) && x.isBefore(start(to));
    }

    private static Duration duration(JsonNode text) {
        return Duration.parse(text.asText());
    }

    // ---- values

    /** All values at a path, arrays taken apart. */
    private static List<JsonNode> values(JsonNode data, String path) {
        List<JsonNode> found = new ArrayList<>();
        found.add(data);
        for (String name : path.split("\\.", -1)) {
            List<JsonNode> next = new ArrayList<>();
            for (JsonNode one : found) {
                flatten(one.get(name), next);
            }
            found = next;
        }
        return found;
    }

    private boolean fits(JsonNode data, JsonNode where, String type, Instant t, Map<String, JsonNode> steps) {
        Map<String, List<JsonNode>> byArray = new HashMap<>();
        for (JsonNode item : where) {
            String path = item.get("property").asText();
            String first = path.split("\\.", -1)[0];
            if (isNegative(item)) {
                if (!compared(values(data, path), item, known(type, path), t, steps)) {
                    return false;
                }
            } else if (data.path(first).isArray()) {
                byArray.computeIfAbsent(first, none -> new ArrayList<>()).add(item);
            } else if (!compared(values(data, path), item, known(type, path), t, steps)) {
                return false;
            }
        }
        for (Map.Entry<String, List<JsonNode>> items : byArray.entrySet()) {
            boolean one = false;
            for (JsonNode element : data.get(items.getKey())) {
                boolean meetsAll = true;
                for (JsonNode item : items.getValue()) {
                    String path = item.get("property").asText();
                    List<JsonNode> values = new ArrayList<>();
                    if (path.contains(".")) {
                        values.addAll(values(element, path.substring(path.indexOf('.') + 1)));
                    } else {
                        flatten(element, values);
                    }
                    meetsAll &= compared(values, item, known(type, path), t, steps);
                }
                one |= meetsAll;
            }
            if (!one) {
                return false;
            }
        }
        return true;
    }

    private String known(String type, String path) {
        return types.getOrDefault(type + "/" + path, "any");
    }

    private static boolean isNegative(JsonNode item) {
        return Set.of("neq", "not_in", "not_exists").contains(item.get("op").asText());
    }

    private boolean compared(
            List<JsonNode> values, JsonNode item, String known, Instant t, Map<String, JsonNode> steps) {
        List<JsonNode> wanted = new ArrayList<>();
        if (item.has("ref")) {
            String ref = item.get("ref").asText();
            String step = ref.substring(0, ref.indexOf('.'));
            wanted = values(steps.get(step), ref.substring(ref.indexOf('.') + 1));
        } else {
            wanted.add(item.get("value"));
        }
        boolean one = false;
        for (JsonNode value : values) {
            for (JsonNode with : wanted) {
                boolean numbers = item.has("ref") && known.equals("any") && (value.isNumber() || with.isNumber());
                one |= positive(value, item.get("op").asText(), with, item.has("ref"), numbers ? "number" : known, t);
            }
        }
        return one != isNegative(item);
    }

    private boolean positive(JsonNode value, String op, JsonNode with, boolean ref, String known, Instant t) {
        switch (op) {
            case "exists", "not_exists" -> {
                return true;
            }
            case "is_true" -> {
                return value.isBoolean() && value.asBoolean();
            }
            case "is_false" -> {
                return value.isBoolean() && !value.asBoolean();
            }
            case "contains" -> {
                return text(value) != null && text(with) != null && text(value).contains(text(with));
            }
            case "starts_with" -> {
                return text(value) != null && text(with) != null && text(value).startsWith(text(with));
            }
            case "ends_with" -> {
                return text(value) != null && text(with) != null && text(value).endsWith(text(with));
            }
            case "matches" -> {
                return text(value) != null
                        && Pattern.compile(with.asText()).matcher(text(value)).find();
            }
            case "before", "after" -> {
                Integer time = order(value, with, "time");
                return time != null && (op.equals("before") ? time < 0 : time > 0);
            }
            case "within_last" -> {
                Instant young = time(value);
                return young != null && !young.isAfter(t) && young.isAfter(t.minus(duration(with)));
            }
            case "older_than" -> {
                Instant old = time(value);
                return old != null && !old.isAfter(t.minus(duration(with)));
            }
            case "anniversary_within" -> {
                return time(value) != null && anniversary(value.asText(), duration(with), t);
            }
            case "in", "not_in" -> {
                if (ref) {
                    return equal(value, with, known);
                }
                for (JsonNode one : with) {
                    if (equal(value, one, known)) {
                        return true;
                    }
                }
                return false;
            }
            case "eq", "neq" -> {
                return equal(value, with, known);
            }
            case "between" -> {
                Integer low = order(value, with.get(0), known);
                Integer high = order(value, with.get(1), known);
                return low != null && high != null && low >= 0 && high <= 0;
            }
            default -> {
                Integer order = order(value, with, known);
                if (order == null) {
                    return false;
                }
                return switch (op) {
                    case "lt" -> order < 0;
                    case "lte" -> order <= 0;
                    case "gt" -> order > 0;
                    case "gte" -> order >= 0;
                    default -> throw new IllegalArgumentException(op);
                };
            }
        }
    }

    private boolean anniversary(String text, Duration span, Instant t) {
        LocalDate born = text.length() == 10 ? LocalDate.parse(text) : LocalDate.ofInstant(time(text), zone);
        for (int years = 1; years < 130; years++) {
            LocalDate day = born.plusYears(years);
            if (!start(day).minus(span).isAfter(t) && t.isBefore(start(day.plusDays(1)))) {
                return true;
            }
        }
        return false;
    }

    private boolean equal(JsonNode value, JsonNode with, String known) {
        if (value.isBoolean() || with.isBoolean()) {
            return value.equals(with);
        }
        Integer order = order(value, with, known);
        return order != null && order == 0;
    }

    /** Null where they do not compare. */
    private Integer order(JsonNode value, JsonNode with, String known) {
        if (known.equals("time")) {
            return time(value) == null || time(with) == null
                    ? null
                    : time(value).compareTo(time(with));
        }
        boolean numbers = known.equals("number") || with.isNumber();
        if (numbers) {
            return decimal(value) == null || decimal(with) == null
                    ? null
                    : decimal(value).compareTo(decimal(with));
        }
        return text(value) == null || text(with) == null ? null : text(value).compareTo(text(with));
    }

    private Instant time(JsonNode value) {
        return value.isTextual() ? time(value.asText()) : null;
    }

    private Instant time(String text) {
        return text.length() >= 10 && text.charAt(4) == '-' && text.charAt(7) == '-' ? moment(text) : null;
    }

    private static BigDecimal decimal(JsonNode value) {
        if (value.isNumber()) {
            return value.decimalValue();
        }
        return value.isTextual() && DECIMAL.matcher(value.asText()).matches() ? new BigDecimal(value.asText()) : null;
    }

    private static String text(JsonNode value) {
        if (value.isTextual()) {
            return value.asText();
        }
        return value.isNumber() ? plain(value.decimalValue()) : null;
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    // ---- events

    private List<Happening> events(JsonNode node, Instant t) {
        List<Happening> found = new ArrayList<>();
        for (Happening one : all) {
            if (one.type().equals(node.get("type").asText())
                    && !one.time().isAfter(t)
                    && fits(one.data(), node.path("where"), one.type(), t, Map.of())) {
                found.add(one);
            }
        }
        return found;
    }

    private boolean event(JsonNode node, Instant t) {
        List<Happening> in = new ArrayList<>();
        for (Happening one : events(node, t)) {
            boolean currency = !node.has("currency")
                    || node.get("currency").equals(one.data().get("currency"));
            if (currency && inWindow(node.get("window"), one.time(), t)) {
                in.add(one);
            }
        }
        String path = node.path("property").asText();
        boolean money = types.getOrDefault(node.get("type").asText() + "/" + path + "/money", "no")
                .equals("yes");
        boolean ofNumbers =
                Set.of("sum", "avg", "min", "max").contains(node.get("measure").asText());
        if (!money || !ofNumbers || node.has("currency") || in.isEmpty()) {
            return measure(node, in);
        }
        Set<String> currencies = new TreeSet<>();
        in.forEach(one -> currencies.add(one.data().path("currency").asText("")));
        boolean one = false;
        boolean every = true;
        for (String currency : currencies) {
            boolean holds = measure(
                    node,
                    in.stream()
                            .filter(each ->
                                    each.data().path("currency").asText("").equals(currency))
                            .toList());
            one |= holds;
            every &= holds;
        }
        return isNegative(node) ? every : one;
    }

    private boolean measure(JsonNode node, List<Happening> in) {
        String measure = node.get("measure").asText();
        String path = node.path("property").asText();
        List<BigDecimal> numbers = new ArrayList<>();
        Set<String> distinct = new HashSet<>();
        Set<LocalDate> days = new HashSet<>();
        for (Happening one : in) {
            days.add(day(one.time()));
            for (JsonNode value : measure.equals("count") || measure.equals("active_days")
                    ? List.<JsonNode>of()
                    : values(one.data(), path)) {
                if (decimal(value) != null) {
                    numbers.add(decimal(value));
                }
                if (value.isBoolean()) {
                    distinct.add("boolean " + value);
                } else if (text(value) != null) {
                    distinct.add("text " + text(value));
                }
            }
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (BigDecimal number : numbers) {
            sum = sum.add(number);
        }
        boolean missing = numbers.isEmpty() && Set.of("avg", "min", "max").contains(measure);
        if (missing) {
            return isNegative(node);
        }
        return switch (measure) {
            case "count" -> number(BigDecimal.valueOf(in.size()), BigDecimal.ONE, node);
            case "active_days" -> number(BigDecimal.valueOf(days.size()), BigDecimal.ONE, node);
            case "distinct" -> number(BigDecimal.valueOf(distinct.size()), BigDecimal.ONE, node);
            case "sum" -> number(sum, BigDecimal.ONE, node);
            case "avg" -> number(sum, BigDecimal.valueOf(numbers.size()), node);
            case "min" -> number(numbers.stream().min(Comparator.naturalOrder()).get(), BigDecimal.ONE, node);
            case "max" -> number(numbers.stream().max(Comparator.naturalOrder()).get(), BigDecimal.ONE, node);
            default -> throw new IllegalArgumentException(measure);
        };
    }

    /** {@code sum ÷ of} compared. */
    private static boolean number(BigDecimal sum, BigDecimal of, JsonNode node) {
        String op = node.get("op").asText();
        if (op.equals("exists") || op.equals("not_exists")) {
            return op.equals("exists");
        }
        List<Integer> orders = new ArrayList<>();
        for (JsonNode value : node.get("value").isArray() ? node.get("value") : List.of(node.get("value"))) {
            orders.add(sum.compareTo(decimal(value).multiply(of)));
        }
        return switch (op) {
            case "eq", "in" -> orders.contains(0);
            case "neq", "not_in" -> !orders.contains(0);
            case "lt" -> orders.get(0) < 0;
            case "lte" -> orders.get(0) <= 0;
            case "gt" -> orders.get(0) > 0;
            case "gte" -> orders.get(0) >= 0;
            case "between" -> orders.get(0) >= 0 && orders.get(1) <= 0;
            default -> throw new IllegalArgumentException(op);
        };
    }

    private boolean recency(JsonNode node, Instant t) {
        List<Happening> found = events(node, t);
        if (found.isEmpty()) {
            return false;
        }
        Happening one = node.get("which").asText().equals("first") ? found.get(0) : found.get(found.size() - 1);
        boolean within = one.time().isAfter(t.minus(duration(node.get("value"))));
        return within == node.get("op").asText().equals("within");
    }

    private String state(JsonNode node, Instant t) {
        List<Happening> found = events(node, t);
        if (found.isEmpty()) {
            return "none";
        }
        Instant active = t.minus(duration(node.get("active")));
        Instant last = found.get(found.size() - 1).time();
        if (!last.isAfter(t.minus(duration(node.get("lapse"))))) {
            return "lapsed";
        }
        if (!last.isAfter(active)) {
            return "lapsing";
        }
        if (found.get(0).time().isAfter(active)) {
            return "new";
        }
        for (int i = 1; i < found.size(); i++) {
            Duration gap =
                    Duration.between(found.get(i - 1).time(), found.get(i).time());
            if (found.get(i).time().isAfter(active) && gap.compareTo(duration(node.get("lapse"))) >= 0) {
                return "returning";
            }
        }
        return "active";
    }

    // ---- sequences: try all choices of events, then check each as it is written

    private boolean sequence(JsonNode node, Instant t) {
        List<Happening> in = new ArrayList<>();
        for (Happening one : all) {
            if (inWindow(node.get("window"), one.time(), t)) {
                in.add(one);
            }
        }
        return choose(node.get("steps"), 0, in, new ArrayList<>(), t);
    }

    private boolean choose(JsonNode steps, int step, List<Happening> in, List<Happening> chosen, Instant t) {
        if (step == steps.size()) {
            return checks(steps, in, chosen, t);
        }
        if (steps.get(step).path("negate").asBoolean()) {
            chosen.add(null);
            boolean found = choose(steps, step + 1, in, chosen, t);
            chosen.remove(step);
            return found;
        }
        Happening before = null;
        for (Happening one : chosen) {
            before = one == null ? before : one;
        }
        for (Happening one : in) {
            boolean fitting = one.type().equals(steps.get(step).get("type").asText())
                    && (before == null || ORDER.compare(one, before) > 0)
                    && fits(one.data(), steps.get(step).path("where"), one.type(), t, named(steps, chosen));
            if (fitting) {
                chosen.add(one);
                boolean found = choose(steps, step + 1, in, chosen, t);
                chosen.remove(step);
                if (found) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Map<String, JsonNode> named(JsonNode steps, List<Happening> chosen) {
        Map<String, JsonNode> named = new HashMap<>();
        for (int i = 0; i < chosen.size(); i++) {
            if (chosen.get(i) != null && steps.get(i).has("as")) {
                named.put(steps.get(i).get("as").asText(), chosen.get(i).data());
            }
        }
        return named;
    }

    private boolean checks(JsonNode steps, List<Happening> in, List<Happening> chosen, Instant t) {
        // Where the step before ended: an event, or only an instant.
        Happening event = chosen.get(0);
        Instant instant = event.time();
        for (int i = 1; i < steps.size(); i++) {
            Instant limit = steps.get(i).has("within")
                    ? instant.plus(duration(steps.get(i).get("within")))
                    : null;
            if (chosen.get(i) != null) {
                if (!isAfter(chosen.get(i), event, instant)
                        || (limit != null && chosen.get(i).time().isAfter(limit))) {
                    return false;
                }
                event = chosen.get(i);
                instant = event.time();
            } else {
                // Until when it must not happen: its own limit, else the end of the next step that has one.
                int next = i;
                while (next < steps.size()
                        && chosen.get(next) == null
                        && !steps.get(next).has("within")) {
                    next++;
                }
                Map<String, JsonNode> named = named(steps, chosen.subList(0, i));
                for (Happening one : in) {
                    boolean forbidden =
                            one.type().equals(steps.get(i).get("type").asText())
                                    && fits(one.data(), steps.get(i).path("where"), one.type(), t, named)
                                    && isAfter(one, event, instant);
                    if (!forbidden) {
                        continue;
                    }
                    if (next == steps.size()) {
                        return false;
                    }
                    if (chosen.get(next) != null) {
                        if (ORDER.compare(one, chosen.get(next)) < 0) {
                            return false;
                        }
                    } else if (!one.time()
                            .isAfter(instant.plus(duration(steps.get(next).get("within"))))) {
                        return false;
                    }
                }
                if (limit != null) {
                    if (limit.isAfter(t)) {
                        return false;
                    }
                    event = null;
                    instant = limit;
                }
            }
        }
        return true;
    }

    private static boolean isAfter(Happening one, Happening event, Instant instant) {
        return event == null ? one.time().isAfter(instant) : ORDER.compare(one, event) > 0;
    }
}
