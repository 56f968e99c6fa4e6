package crm.condition.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads {@code op} with {@code value} or {@code ref}, and checks that they suit the values they will meet. */
final class ComparisonReader {

    private static final int MOST_VALUES = 1_000;
    private static final int LONGEST = 1_000;

    /** Those that compare with one value, so that it can be another event's. */
    private static final Set<Operator> WITH_REF = EnumSet.of(
            Operator.EQ,
            Operator.NEQ,
            Operator.LT,
            Operator.LTE,
            Operator.GT,
            Operator.GTE,
            Operator.IN,
            Operator.NOT_IN,
            Operator.CONTAINS,
            Operator.STARTS_WITH,
            Operator.ENDS_WITH,
            Operator.BEFORE,
            Operator.AFTER);

    private final Vocabulary vocabulary;

    ComparisonReader(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** @param at the object that has them among its keys */
    Optional<Comparison> read(Place at, ValueType type, References references) {
        Optional<Operator> op = at.at("op").word(Operator::of, words(Operator.suiting(ValueType.ANY)));
        if (op.isEmpty()) {
            return Optional.empty();
        }
        if (!Operator.suiting(type).contains(op.get())) {
            return at.at("op")
                    .wrong(
                            "not_allowed",
                            "does not suit " + type.words() + "; possible are "
                                    + String.join(", ", words(Operator.suiting(type))));
        }
        return operand(at, op.get(), type, references).map(with -> new Comparison(op.get(), with));
    }

    private static List<String> words(Set<Operator> operators) {
        return operators.stream().map(Operator::word).toList();
    }

    private Optional<Operand> operand(Place at, Operator op, ValueType type, References references) {
        if (op.takes() == Operator.Takes.NOTHING) {
            Stream.of("value", "ref")
                    .filter(at::has)
                    .forEach(name -> at.at(name).wrong("not_allowed", op.word() + " compares with nothing"));
            return Optional.of(Operand.Nothing.NOTHING);
        }
        if (at.has("ref")) {
            return reference(at, op, type, references);
        }
        if (!at.has("value")) {
            return at.at("value").wrong("missing_field", "is required");
        }
        return value(at.at("value"), op, type);
    }

    private Optional<Operand> value(Place value, Operator op, ValueType type) {
        return switch (op.takes()) {
            case ONE -> one(value, type);
            case ONE_IN_ORDER -> inOrder(value, type);
            case TWO_IN_ORDER -> range(value, type);
            case MANY -> choice(value, type);
            case A_TEXT -> op == Operator.MATCHES ? pattern(value) : words(value);
            case A_TIME -> value.moment().map(Operand.Time::new);
            case A_SPAN -> value.duration(true).map(Operand.Span::new);
            case NOTHING -> throw new IllegalStateException(op.word());
        };
    }

    private static Optional<Operand> one(Place value, ValueType type) {
        return switch (type) {
            case TEXT -> value.text().map(Operand.Text::new);
            case NUMBER, MONEY -> value.decimal().map(Operand.Decimal::new);
            case TIME -> value.moment().map(Operand.Time::new);
            case FLAG -> value.flag().map(Operand.Flag::new);
            case ANY, OBJECT -> scalar(value);
        };
    }

    private static Optional<Operand> scalar(Place value) {
        JsonNode node = value.node();
        if (node.isTextual()) {
            return Optional.of(new Operand.Text(node.textValue()));
        }
        if (node.isBoolean()) {
            return Optional.of(new Operand.Flag(node.booleanValue()));
        }
        return node.isNumber()
                ? value.number().map(Operand.Decimal::new)
                : value.wrong("wrong_type", "must be a text, a number, or true or false");
    }

    private static Optional<Operand> inOrder(Place value, ValueType type) {
        return value.node().isBoolean() ? value.wrong("wrong_type", "must be a number or a text") : one(value, type);
    }

    private static Optional<Operand> range(Place value, ValueType type) {
        Optional<List<Place>> ends = value.list(2, 2);
        if (ends.isEmpty()) {
            return Optional.empty();
        }
        Optional<Operand> low = inOrder(ends.get().get(0), type);
        Optional<Operand> high = inOrder(ends.get().get(1), type);
        if (low.isEmpty() || high.isEmpty()) {
            return Optional.empty();
        }
        if (!low.get().getClass().equals(high.get().getClass())) {
            return value.wrong("wrong_type", "must be two numbers or two texts");
        }
        return isUpsideDown(low.get(), high.get())
                ? value.wrong("out_of_range", "must have the lower end first")
                : Optional.of(new Operand.Range(low.get(), high.get()));
    }

    private static boolean isUpsideDown(Operand low, Operand high) {
        if (low instanceof Operand.Decimal a && high instanceof Operand.Decimal b) {
            return a.value().compareTo(b.value()) > 0;
        }
        return low instanceof Operand.Text a
                && high instanceof Operand.Text b
                && a.value().compareTo(b.value()) > 0;
    }

    private static Optional<Operand> choice(Place value, ValueType type) {
        Optional<List<Place>> elements = value.list(1, MOST_VALUES);
        if (elements.isEmpty()) {
            return Optional.empty();
        }
        List<Operand> of = new ArrayList<>();
        elements.get().forEach(element -> one(element, type).ifPresent(of::add));
        return of.size() < elements.get().size() ? Optional.empty() : Optional.of(new Operand.Choice(of));
    }

    private static Optional<Operand> words(Place value) {
        return value.text().filter(text -> isShort(value, text)).map(Operand.Text::new);
    }

    private static Optional<Operand> pattern(Place value) {
        Optional<String> text = value.text().filter(one -> isShort(value, one));
        try {
            text.ifPresent(Pattern::compile);
            return text.map(Operand.Text::new);
        } catch (PatternSyntaxException wrong) {
            return value.wrong("invalid_pattern", "is not a pattern of RE2: " + wrong.getDescription());
        }
    }

    private static boolean isShort(Place value, String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            value.wrong("out_of_range", "must have from 1 to " + LONGEST + " characters");
            return false;
        }
        return true;
    }

    private Optional<Operand> reference(Place at, Operator op, ValueType type, References references) {
        Place ref = at.at("ref");
        if (at.has("value")) {
            return ref.wrong("not_allowed", "stands instead of value, not beside it");
        }
        if (!references.inSequence()) {
            return ref.wrong("not_allowed", "is possible in steps of a sequence only");
        }
        if (!WITH_REF.contains(op)) {
            return at.at("op")
                    .wrong("not_allowed", "does not compare with one value, so not with that of another event");
        }
        Optional<PropertyPath> path = ref.path();
        if (path.isEmpty()) {
            return Optional.empty();
        }
        String step = path.get().name(0);
        if (path.get().size() < 2) {
            return ref.wrong("wrong_type", "must be the name of a step, a dot and a property of its event");
        }
        if (!references.steps().containsKey(step)) {
            return ref.wrong(
                    "unknown_step",
                    "must begin with the name that an earlier step has by as"
                            + Suggestions.didYouMean(step, references.steps().keySet()));
        }
        PropertyPath property =
                new PropertyPath(path.get().names().subList(1, path.get().size()));
        return compared(type, vocabulary.property(references.steps().get(step), property), ref)
                .map(both -> new Operand.Reference(step, property, both));
    }

    /** How values of two properties compare. */
    private static Optional<ValueType> compared(ValueType one, ValueType other, Place ref) {
        if (one == ValueType.ANY || other == ValueType.ANY) {
            ValueType known = one == ValueType.ANY ? other : one;
            return Optional.of(
                    known == ValueType.OBJECT ? ValueType.ANY : known.isNumeric() ? ValueType.NUMBER : known);
        }
        if (one.isNumeric() && other.isNumeric()) {
            return Optional.of(ValueType.NUMBER);
        }
        return one == other
                ? Optional.of(one)
                : ref.wrong("wrong_type", "is " + other.words() + ", compared with " + one.words());
    }

    /** As of a number that is computed. */
    Optional<Comparison> ofNumbers(Place at) {
        return read(at, ValueType.NUMBER, References.NONE);
    }
}
