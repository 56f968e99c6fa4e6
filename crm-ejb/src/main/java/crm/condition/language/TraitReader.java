package crm.condition.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Reads measures that are kept as traits: {@code {"key", "name", "description"?, "timezone"?, "event"}}, the last one as in conditions
 * but for {@code op} and {@code value}. Immutable.
 */
public final class TraitReader {

    private static final String KEY = "[a-z][a-z0-9_]{0,62}";
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_DESCRIPTION = 2_000;

    private final Vocabulary vocabulary;

    public TraitReader(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** The measure is the condition of the definition, an {@link Condition.Event}. */
    public Reading<Definition> trait(JsonNode document) {
        Problems problems = new Problems();
        Place root = new Place(document, "", problems);
        if (!root.hasKeys(List.of("key", "name", "event"), List.of("description", "timezone"))) {
            return problems.reading(Optional.empty());
        }
        Optional<String> key = key(root.at("key"));
        Optional<String> name = root.at("name").name(LONGEST_NAME);
        Optional<String> description = root.at("description").text();
        if (description.isPresent() && description.get().length() > LONGEST_DESCRIPTION) {
            root.at("description").wrong("out_of_range", "must have at most " + LONGEST_DESCRIPTION + " characters");
        }
        Optional<ZoneId> zone =
                root.has("timezone") ? DefinitionReader.zone(root.at("timezone")) : Optional.of(ZoneOffset.UTC);
        Optional<Condition> measure = measure(root.at("event"), problems);
        return problems.reading(
                key.isPresent() && name.isPresent() && zone.isPresent() && measure.isPresent()
                        ? Optional.of(new Definition(key.get(), name.get(), description, zone.get(), measure.get()))
                        : Optional.empty());
    }

    private static Optional<String> key(Place at) {
        Optional<String> key = at.name(63);
        if (key.isPresent() && !key.get().matches(KEY)) {
            return at.wrong("wrong_type", "must be small letters, digits and underscores, a letter first");
        }
        boolean computed = key.isPresent()
                && KnownTraits.ALL.keySet().stream()
                        .anyMatch(path -> (path + '.').startsWith("traits." + key.get() + '.'));
        return computed ? at.wrong("not_allowed", "is the name of a trait that every profile has") : key;
    }

    private Optional<Condition> measure(Place event, Problems problems) {
        if (!event.isThere() || !event.isObject()) {
            return Optional.empty();
        }
        for (String comparing : List.of("op", "value")) {
            if (event.has(comparing)) {
                event.at(comparing).wrong("unknown_key", "is of conditions; a trait is what the measure comes to");
            }
        }
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        ObjectNode compared = ((ObjectNode) event.node()).deepCopy();
        compared.remove("value");
        whole.set("event", compared.put("op", Operator.EXISTS.word()));
        Optional<Condition> read =
                new ConditionReader(vocabulary, Optional.empty()).read(new Place(whole, "", problems));
        if (read.isPresent() && ((Condition.Event) read.get()).byCurrency()) {
            return event.at("currency").wrong("missing_field", "is required: amounts are not added up over currencies");
        }
        return read;
    }
}
