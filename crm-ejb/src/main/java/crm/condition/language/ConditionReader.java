package crm.condition.language;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads one tree of conditions. */
final class ConditionReader {

    /** Conditions within each other at most, the outermost being the first. */
    static final int DEEPEST = 10;

    /** Conditions of a definition at most, those that hold others included. */
    static final int MOST_NODES = 200;

    static final List<String> RFM_NAMES = List.of(
            "champions",
            "loyal",
            "potential_loyalist",
            "new_customers",
            "promising",
            "need_attention",
            "about_to_sleep",
            "at_risk",
            "cant_lose",
            "hibernating",
            "lost");

    private static final int NAME = 256;

    private static final List<String> KINDS = List.of(
            "all",
            "any",
            "not",
            "at_least",
            "trait",
            "identity",
            "consent",
            "segment",
            "rfm",
            "bucket",
            "event",
            "recency",
            "lifecycle",
            "sequence",
            "record");

    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private final Vocabulary vocabulary;
    private final Optional<String> own;
    private final ComparisonReader comparisons;
    private final WhereReader events;
    private int nodes;

    /** @param own the key of the segment whose definition it is, to which it must not lead back */
    ConditionReader(Vocabulary vocabulary, Optional<String> own) {
        this.vocabulary = vocabulary;
        this.own = own;
        this.comparisons = new ComparisonReader(vocabulary);
        this.events = new WhereReader(vocabulary, comparisons);
    }

    Optional<Condition> read(Place at) {
        return at.isThere() ? read(at, 1) : Optional.empty();
    }

    private Optional<Condition> read(Place at, int depth) {
        if (depth > DEEPEST) {
            return at.wrong("too_deep", "is deeper than " + DEEPEST + " conditions within each other");
        }
        if (++nodes > MOST_NODES) {
            // Said once, however many there are.
            return nodes == MOST_NODES + 1
                    ? at.wrong("too_many_nodes", "is one more than the " + MOST_NODES + " conditions there can be")
                    : Optional.empty();
        }
        return at.isObject() ? kind(at).flatMap(kind -> read(kind, at, depth)) : Optional.empty();
    }

    private static Optional<String> kind(Place at) {
        List<String> kinds = KINDS.stream().filter(at::has).toList();
        if (kinds.isEmpty()) {
            at.hasKeys(List.of(), KINDS);
            return at.wrong("missing_field", "must have one of " + String.join(", ", KINDS));
        }
        String kind = kinds.get(0);
        at.hasKeys(List.of(kind), beside(kind));
        return Optional.of(kind);
    }

    private static List<String> beside(String kind) {
        return switch (kind) {
            case "trait" -> List.of("currency", "op", "value");
            case "identity" -> List.of("op");
            default -> List.of();
        };
    }

    private Optional<Condition> read(String kind, Place at, int depth) {
        Place inside = at.at(kind);
        return switch (kind) {
            case "all" -> parts(inside, depth).map(Condition.All::new);
            case "any" -> parts(inside, depth).map(Condition.Any::new);
            case "not" -> read(inside, depth + 1).map(Condition.Not::new);
            case "at_least" -> atLeast(inside, depth);
            case "trait" -> trait(at);
            case "identity" -> identity(at);
            case "consent" -> consent(inside);
            case "segment" -> segment(inside);
            case "rfm" -> rfm(inside);
            case "bucket" -> bucket(inside);
            case "event" -> event(inside);
            case "recency" -> recency(inside);
            case "lifecycle" -> lifecycle(inside);
            case "sequence" -> new SequenceReader(events).read(inside);
            default -> records(inside);
        };
    }

    private Optional<List<Condition>> parts(Place list, int depth) {
        if (!list.isThere()) {
            return Optional.empty();
        }
        if (!list.isList()) {
            return list.wrong("wrong_type", "must be a list");
        }
        List<Place> places = list.elements();
        List<Condition> parts = new ArrayList<>();
        for (Place place : places) {
            read(place, depth + 1).ifPresent(parts::add);
            if (nodes > MOST_NODES) {
                return Optional.empty();
            }
        }
        return parts.size() < places.size() ? Optional.empty() : Optional.of(parts);
    }

    private Optional<Condition> atLeast(Place at, int depth) {
        if (!at.hasKeys(List.of("n", "of"), List.of())) {
            return Optional.empty();
        }
        Optional<Integer> n = at.at("n").integer(1, MOST_NODES);
        Optional<List<Condition>> of = parts(at.at("of"), depth);
        if (n.isEmpty() || of.isEmpty()) {
            return Optional.empty();
        }
        return n.get() > of.get().size()
                ? at.at("n").wrong("out_of_range", "is more than there are conditions")
                : Optional.of(new Condition.AtLeast(n.get(), of.get()));
    }

    private Optional<Condition> trait(Place at) {
        if (!at.has("op")) {
            return at.at("op").wrong("missing_field", "is required");
        }
        Place name = at.at("trait");
        Optional<PropertyPath> path = name.path();
        if (path.isPresent()
                && (path.get().size() < 2 || !vocabulary.isRoot(path.get().name(0)))) {
            return name.wrong("unknown_value", "must begin with attributes. or traits.");
        }
        path.flatMap(vocabulary::nearTrait)
                .ifPresent(near -> name.hint("unknown_value", "is not known; did you mean " + near + "?"));
        ValueType values = path.map(vocabulary::trait).orElse(ValueType.ANY);
        Optional<String> currency = currency(at);
        if (at.has("currency") && values != ValueType.MONEY && values != ValueType.ANY) {
            return at.at("currency").wrong("not_allowed", "is of amounts; this is " + values.words());
        }
        Optional<Comparison> is = comparisons.read(at, values, References.NONE);
        return path.isPresent() && is.isPresent() && currency.isPresent() == at.has("currency")
                ? Optional.of(new Condition.Trait(path.get(), currency, is.get()))
                : Optional.empty();
    }

    private static Optional<String> currency(Place at) {
        Place currency = at.at("currency");
        return currency.name(3)
                .flatMap(code -> CURRENCIES.contains(code)
                        ? Optional.of(code)
                        : currency.wrong("unknown_value", "must be an ISO 4217 code in capital letters"));
    }

    private static Optional<Condition> identity(Place at) {
        if (!at.has("op")) {
            return at.at("op").wrong("missing_field", "is required");
        }
        Optional<String> namespace = at.at("identity").name(NAME);
        Optional<Boolean> exists = at.at("op")
                .word(
                        op -> Stream.of("exists", "not_exists")
                                .filter(op::equals)
                                .findFirst(),
                        List.of("exists", "not_exists"))
                .map("exists"::equals);
        return namespace.isPresent() && exists.isPresent()
                ? Optional.of(new Condition.Identity(namespace.get(), exists.get()))
                : Optional.empty();
    }

    private static Optional<Condition> consent(Place at) {
        if (!at.hasKeys(List.of("purpose", "granted"), List.of())) {
            return Optional.empty();
        }
        Optional<String> purpose = at.at("purpose").name(NAME);
        Optional<Boolean> granted = at.at("granted").flag();
        return purpose.isPresent() && granted.isPresent()
                ? Optional.of(new Condition.Consent(purpose.get(), granted.get()))
                : Optional.empty();
    }

    private Optional<Condition> segment(Place at) {
        Optional<String> key = at.name(NAME);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        if (own.isPresent() && vocabulary.leadsTo(key.get(), own.get(), new TreeSet<>())) {
            return at.wrong("cycle", key.equals(own) ? "is the segment itself" : "leads back to the segment itself");
        }
        return vocabulary.segments().containsKey(key.get())
                ? Optional.of(new Condition.Segment(key.get()))
                : at.wrong(
                        "unknown_segment",
                        "is no segment"
                                + Suggestions.didYouMean(
                                        key.get(), vocabulary.segments().keySet()));
    }

    private static Optional<Condition> rfm(Place at) {
        Optional<List<Place>> list = at.list(1, RFM_NAMES.size());
        if (list.isEmpty()) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        for (Place place : list.get()) {
            place.word(name -> RFM_NAMES.stream().filter(name::equals).findFirst(), RFM_NAMES)
                    .ifPresent(names::add);
        }
        return names.size() < list.get().size() ? Optional.empty() : Optional.of(new Condition.Rfm(names));
    }

    private static Optional<Condition> bucket(Place at) {
        if (!at.hasKeys(List.of("salt", "from", "to"), List.of())) {
            return Optional.empty();
        }
        Optional<String> salt = at.at("salt").name(NAME);
        Optional<BigDecimal> from = percent(at.at("from"));
        Optional<BigDecimal> to = percent(at.at("to"));
        if (salt.isEmpty() || from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        return from.get().compareTo(to.get()) >= 0
                ? at.at("to").wrong("out_of_range", "must be more than from")
                : Optional.of(new Condition.Bucket(salt.get(), from.get(), to.get()));
    }

    private static Optional<BigDecimal> percent(Place at) {
        return at.number()
                .flatMap(number -> number.signum() >= 0 && number.compareTo(BigDecimal.valueOf(100)) <= 0
                        ? Optional.of(number)
                        : at.wrong("out_of_range", "must be from 0 to 100"));
    }

    private Optional<Condition> event(Place at) {
        if (!at.hasKeys(
                List.of("type", "measure", "window", "op"), List.of("property", "currency", "where", "value"))) {
            return Optional.empty();
        }
        Optional<String> type = events.type(at);
        Optional<Measure> measure =
                word(at, "measure", Measure::of, Stream.of(Measure.values()).map(Measure::word));
        Optional<PropertyPath> property = measured(at, type, measure);
        ValueType values = type.isPresent() && property.isPresent()
                ? vocabulary.property(type.get(), property.get())
                : ValueType.ANY;
        Optional<String> currency = currency(at);
        Optional<List<PropertyCheck>> where = events.where(at, type, References.NONE);
        Optional<Window> window = WindowReader.read(at.at("window"));
        Optional<Comparison> is = at.has("op") ? comparisons.ofNumbers(at) : Optional.empty();
        if (measure.isPresent() && measure.get().isOfNumbers() && !values.isNumeric() && values != ValueType.ANY) {
            return at.at("property").wrong("wrong_type", "is " + values.words() + ", not a number");
        }
        boolean whole =
                type.isPresent() && measure.isPresent() && where.isPresent() && window.isPresent() && is.isPresent();
        if (!whole || property.isPresent() != at.has("property") || currency.isPresent() != at.has("currency")) {
            return Optional.empty();
        }
        boolean byCurrency = values == ValueType.MONEY && measure.get().isOfNumbers() && currency.isEmpty();
        return measure.get().needsProperty() != property.isPresent()
                ? Optional.empty()
                : Optional.of(new Condition.Event(
                        type.get(),
                        where.get(),
                        measure.get(),
                        property,
                        currency,
                        byCurrency,
                        window.get(),
                        is.get()));
    }

    private Optional<PropertyPath> measured(Place at, Optional<String> type, Optional<Measure> measure) {
        Place property = at.at("property");
        if (measure.isPresent() && measure.get().needsProperty() && !at.has("property")) {
            return property.wrong(
                    "missing_field", "is required to " + measure.get().word());
        }
        if (measure.isPresent() && !measure.get().needsProperty() && at.has("property")) {
            return property.wrong("not_allowed", measure.get().word() + " is of events, not of a property");
        }
        return at.has("property") ? events.property(property, type) : Optional.empty();
    }

    private static <T> Optional<T> word(
            Place at, String name, Function<String, Optional<T>> reading, Stream<String> words) {
        return at.has(name) ? at.at(name).word(reading, words.toList()) : Optional.empty();
    }

    private Optional<Condition> recency(Place at) {
        if (!at.hasKeys(List.of("type", "which", "op", "value"), List.of("where"))) {
            return Optional.empty();
        }
        Optional<String> type = events.type(at);
        Optional<List<PropertyCheck>> where = events.where(at, type, References.NONE);
        Optional<Boolean> first = either(at, "which", "first", "last");
        Optional<Boolean> within = either(at, "op", "within", "older_than");
        Optional<Duration> span = at.at("value").duration(true);
        return type.isPresent() && where.isPresent() && first.isPresent() && within.isPresent() && span.isPresent()
                ? Optional.of(new Condition.Recency(type.get(), where.get(), first.get(), within.get(), span.get()))
                : Optional.empty();
    }

    /** Whether it is the one word, if it is one of the two. */
    private static Optional<Boolean> either(Place at, String name, String one, String other) {
        return word(at, name, word -> Stream.of(one, other).filter(word::equals).findFirst(), Stream.of(one, other))
                .map(one::equals);
    }

    private Optional<Condition> lifecycle(Place at) {
        if (!at.hasKeys(List.of("type", "state", "active", "lapse"), List.of())) {
            return Optional.empty();
        }
        Optional<String> type = events.type(at);
        Optional<Condition.Stage> stage = word(
                at,
                "state",
                word -> Stream.of(Condition.Stage.values())
                        .filter(one -> one.word().equals(word))
                        .findFirst(),
                Stream.of(Condition.Stage.values()).map(Condition.Stage::word));
        Optional<Duration> active = at.at("active").duration(false);
        Optional<Duration> lapse = at.at("lapse").duration(false);
        if (type.isEmpty() || stage.isEmpty() || active.isEmpty() || lapse.isEmpty()) {
            return Optional.empty();
        }
        return active.get().compareTo(lapse.get()) >= 0
                ? at.at("lapse").wrong("out_of_range", "must be longer than active")
                : Optional.of(new Condition.Lifecycle(type.get(), stage.get(), active.get(), lapse.get()));
    }

    private Optional<Condition> records(Place at) {
        if (!at.hasKeys(List.of("kind", "op"), List.of("where", "value"))) {
            return Optional.empty();
        }
        Optional<Condition.RecordKind> kind = word(
                at,
                "kind",
                word -> Stream.of(Condition.RecordKind.values())
                        .filter(one -> one.word().equals(word))
                        .findFirst(),
                Stream.of(Condition.RecordKind.values()).map(Condition.RecordKind::word));
        Optional<List<PropertyCheck>> where = events.where(at, Optional.empty(), References.NONE);
        Optional<Comparison> is = at.has("op") ? comparisons.ofNumbers(at) : Optional.empty();
        return kind.isPresent() && where.isPresent() && is.isPresent()
                ? Optional.of(new Condition.OpenRecords(kind.get(), where.get(), is.get()))
                : Optional.empty();
    }
}
