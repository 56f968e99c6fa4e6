package crm.condition.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads which events are meant: their {@code type} and what their data must be like. */
final class WhereReader {

    static final int MOST_ITEMS = 50;

    private static final int LONGEST_TYPE = 256;

    private final Vocabulary vocabulary;
    private final ComparisonReader comparisons;

    WhereReader(Vocabulary vocabulary, ComparisonReader comparisons) {
        this.vocabulary = vocabulary;
        this.comparisons = comparisons;
    }

    /** Any type, since unknown ones are kept and can be used. */
    Optional<String> type(Place at) {
        Place type = at.at("type");
        Optional<String> name = type.name(LONGEST_TYPE);
        name.filter(one ->
                        !vocabulary.events().isEmpty() && !vocabulary.events().containsKey(one))
                .ifPresent(one -> type.hint(
                        "unknown_value",
                        "is no type of events that has a schema"
                                + Suggestions.didYouMean(
                                        one, vocabulary.events().keySet())));
        return name;
    }

    /** A property of events of a type, and what is known of its values. */
    Optional<PropertyPath> property(Place property, Optional<String> type) {
        Optional<PropertyPath> path = property.path();
        if (path.isPresent() && type.isPresent()) {
            vocabulary
                    .nearProperty(type.get(), path.get())
                    .ifPresent(near -> property.hint(
                            "unknown_value", "is no property that a schema knows; did you mean " + near + "?"));
        }
        return path;
    }

    /** The items of {@code where}, none if it is not there; empty if one of them is wrong. */
    Optional<List<PropertyCheck>> where(Place at, Optional<String> type, References references) {
        if (!at.has("where")) {
            return Optional.of(List.of());
        }
        Optional<List<Place>> items = at.at("where").list(0, MOST_ITEMS);
        if (items.isEmpty()) {
            return Optional.empty();
        }
        List<PropertyCheck> tests = new ArrayList<>();
        items.get().forEach(item -> test(item, type, references).ifPresent(tests::add));
        return tests.size() < items.get().size() ? Optional.empty() : Optional.of(tests);
    }

    private Optional<PropertyCheck> test(Place item, Optional<String> type, References references) {
        if (!item.hasKeys(List.of("property", "op"), List.of("value", "ref"))) {
            return Optional.empty();
        }
        Optional<PropertyPath> path = property(item.at("property"), type);
        ValueType values =
                type.isPresent() && path.isPresent() ? vocabulary.property(type.get(), path.get()) : ValueType.ANY;
        Optional<Comparison> is = comparisons.read(item, values, references);
        return path.isPresent() && is.isPresent()
                ? Optional.of(new PropertyCheck(path.get(), is.get()))
                : Optional.empty();
    }
}
