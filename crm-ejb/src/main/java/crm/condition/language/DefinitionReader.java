package crm.condition.language;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads definitions and conditions from JSON. What is wrong is told all at once, each with its place; see {@link Problem}.
 * Immutable.
 */
public final class DefinitionReader {

    private static final String KEY = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_DESCRIPTION = 2_000;

    private final Vocabulary vocabulary;

    public DefinitionReader(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** The whole: {@code {"key", "name", "description"?, "timezone"?, "where"}}. */
    public Reading<Definition> definition(JsonNode document) {
        Problems problems = new Problems();
        Place root = new Place(document, "", problems);
        if (!root.hasKeys(List.of("key", "name", "where"), List.of("description", "timezone"))) {
            return problems.reading(Optional.empty());
        }
        Optional<String> key = key(root.at("key"));
        Optional<String> name = root.at("name").name(LONGEST_NAME);
        Optional<String> description = description(root.at("description"));
        Optional<ZoneId> zone = root.has("timezone") ? zone(root.at("timezone")) : Optional.of(ZoneOffset.UTC);
        Optional<Condition> where = new ConditionReader(vocabulary, key).read(root.at("where"));
        return problems.reading(
                key.isPresent() && name.isPresent() && zone.isPresent() && where.isPresent()
                        ? Optional.of(new Definition(key.get(), name.get(), description, zone.get(), where.get()))
                        : Optional.empty());
    }

    /**
     * A condition alone, as rules and previews have it.
     *
     * @param pointer where it stands in the document that was sent, for the problems
     */
    public Reading<Condition> condition(JsonNode where, String pointer) {
        return condition(where, pointer, Optional.empty());
    }

    /**
     * A condition that may become that of a segment.
     *
     * @param own the key of the segment, to which it must not lead back
     */
    public Reading<Condition> condition(JsonNode where, String pointer, Optional<String> own) {
        Problems problems = new Problems();
        Place place = new Place(where, pointer, problems);
        if (!place.isThere()) {
            place.wrong("missing_field", "is required");
        }
        return problems.reading(new ConditionReader(vocabulary, own).read(place));
    }

    /** A time zone by its name in the database of time zones, or an offset. */
    public static Reading<ZoneId> zone(JsonNode zone, String pointer) {
        Problems problems = new Problems();
        return problems.reading(zone(new Place(zone, pointer, problems)));
    }

    private static Optional<String> key(Place at) {
        return at.name(100)
                .flatMap(key -> key.matches(KEY)
                        ? Optional.of(key)
                        : at.wrong("wrong_type", "must be letters, digits, dots, dashes and underscores"));
    }

    private static Optional<String> description(Place at) {
        Optional<String> text = at.text();
        return text.isPresent() && text.get().length() > LONGEST_DESCRIPTION
                ? at.wrong("out_of_range", "must have at most " + LONGEST_DESCRIPTION + " characters")
                : text;
    }

    private static Optional<ZoneId> zone(Place at) {
        return at.name(100).flatMap(name -> {
            Set<String> zones = ZoneId.getAvailableZoneIds();
            try {
                return Optional.of(ZoneId.of(name));
            } catch (DateTimeException none) {
                return at.wrong(
                        "unknown_value",
                        "must be a time zone such as Europe/Berlin" + Suggestions.didYouMean(name, zones));
            }
        });
    }
}
