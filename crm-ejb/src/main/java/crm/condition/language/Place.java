package crm.condition.language;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A value in a document, which knows where it stands. Reading says what is wrong and then gives nothing; where there is no
 * value nothing is said, {@link #hasKeys} has done so.
 */
final class Place {

    private final JsonNode node;
    private final String pointer;
    private final Problems problems;

    Place(JsonNode node, String pointer, Problems problems) {
        this.node = node;
        this.pointer = pointer;
        this.problems = problems;
    }

    Place at(String name) {
        return new Place(
                node.path(name), pointer + '/' + name.replace("~", "~0").replace("/", "~1"), problems);
    }

    boolean isThere() {
        return !node.isMissingNode();
    }

    boolean has(String name) {
        return node.has(name);
    }

    List<String> names() {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    <T> Optional<T> wrong(String code, String detail) {
        problems.add(pointer, code, detail);
        return Optional.empty();
    }

    void hint(String code, String detail) {
        problems.hint(pointer, code, detail);
    }

    boolean isObject() {
        if (!node.isObject()) {
            wrongType("an object");
        }
        return node.isObject();
    }

    /** False if it is no object at all; says which keys are missing and which nobody knows. */
    boolean hasKeys(Collection<String> required, Collection<String> optional) {
        if (!isThere() || !isObject()) {
            return false;
        }
        List<String> known = new ArrayList<>(required);
        known.addAll(optional);
        for (String name : names()) {
            if (!known.contains(name)) {
                at(name).wrong("unknown_key", "is not known here" + Suggestions.didYouMean(name, known));
            }
        }
        for (String name : required) {
            if (!has(name)) {
                at(name).wrong("missing_field", "is required");
            }
        }
        return true;
    }

    private <T> Optional<T> wrongType(String wanted) {
        return isThere() ? wrong("wrong_type", "must be " + wanted) : Optional.empty();
    }

    /** A text that is not blank. */
    Optional<String> name(int most) {
        if (!node.isTextual() || node.textValue().isBlank()) {
            return wrongType("a text that is not empty");
        }
        return node.textValue().length() > most
                ? wrong("out_of_range", "must have at most " + most + " characters")
                : Optional.of(node.textValue());
    }

    Optional<String> text() {
        return node.isTextual() ? Optional.of(node.textValue()) : wrongType("a text");
    }

    Optional<Boolean> flag() {
        return node.isBoolean() ? Optional.of(node.booleanValue()) : wrongType("true or false");
    }

    Optional<BigDecimal> number() {
        return node.isNumber()
                ? Decimals.ofNumber(node).or(() -> wrong("out_of_range", "has too many digits"))
                : wrongType("a number");
    }

    /** A number, also where a text holds it. */
    Optional<BigDecimal> decimal() {
        return Decimals.of(node).or(() -> wrongType("a number"));
    }

    Optional<Integer> integer(int least, int most) {
        if (!node.isIntegralNumber()) {
            return wrongType("a whole number");
        }
        return !node.canConvertToInt() || node.intValue() < least || node.intValue() > most
                ? wrong("out_of_range", "must be from " + least + " to " + most)
                : Optional.of(node.intValue());
    }

    /** @param orNone whether it may last no time at all */
    Optional<Duration> duration(boolean orNone) {
        Optional<Duration> duration = node.isTextual() ? Durations.parse(node.textValue()) : Optional.empty();
        if (duration.isEmpty()) {
            return wrongType("a duration such as P30D or PT12H; months and years have no fixed length");
        }
        if (duration.get().isZero() && !orNone) {
            return wrong("out_of_range", "must be longer than nothing");
        }
        return duration.get().compareTo(Durations.MOST) > 0
                ? wrong("out_of_range", "must be at most " + Durations.text(Durations.MOST))
                : duration;
    }

    Optional<Moment> moment() {
        Optional<Moment> moment = node.isTextual() ? Moment.parse(node.textValue()) : Optional.empty();
        return moment.isPresent()
                ? moment
                : wrongType("a day such as 2026-01-31 or an instant such as 2026-01-31T12:00:00Z");
    }

    Optional<PropertyPath> path() {
        Optional<String> text = name(500);
        if (text.isPresent() && !PropertyPath.isOne(text.get())) {
            return wrong("wrong_type", "must be names with dots between them");
        }
        return text.map(PropertyPath::of);
    }

    <T> Optional<T> word(Function<String, Optional<T>> reading, Collection<String> words) {
        if (!node.isTextual()) {
            return wrongType("one of " + String.join(", ", words));
        }
        return reading.apply(node.textValue())
                .or(() -> wrong(
                        "unknown_value",
                        "must be one of " + String.join(", ", words)
                                + Suggestions.didYouMean(node.textValue(), words)));
    }

    Optional<List<Place>> list(int least, int most) {
        if (!node.isArray()) {
            return wrongType("a list");
        }
        if (node.size() < least || node.size() > most) {
            return wrong("out_of_range", "must have from " + least + " to " + most + " elements");
        }
        return Optional.of(elements());
    }

    boolean isList() {
        return node.isArray();
    }

    List<Place> elements() {
        List<Place> elements = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            elements.add(new Place(node.get(i), pointer + '/' + i, problems));
        }
        return elements;
    }

    JsonNode node() {
        return node;
    }
}
