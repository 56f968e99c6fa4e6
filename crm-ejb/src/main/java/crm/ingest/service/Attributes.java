package crm.ingest.service;

import java.time.Instant;
import java.util.Optional;

/** What an envelope says about its event, by name and type; members of an object or headers of a record. */
interface Attributes {

    /** Names of events, sources, types and people: the database keeps them in keys of indexes. */
    int NAME = 256;

    /** A namespace, a colon and a name. */
    int SUBJECT = 2 * NAME;

    Optional<String> text(String name);

    /** A boolean as text. */
    Optional<String> flag(String name);

    /** JSON Pointer of an attribute. */
    String at(String name);

    default Optional<String> name(String name) {
        return text(name, NAME);
    }

    default String requiredName(String name) {
        return name(name).orElseThrow(() -> Rejected.missing(at(name)));
    }

    default Optional<String> subject() {
        return text("subject", SUBJECT);
    }

    default Optional<Instant> time() {
        return text("time")
                .map(text -> Rfc3339.parse(text)
                        .orElseThrow(() -> Rejected.wrong(
                                at("time"), "an RFC 3339 time with an offset, in the years 0001 to 9999")));
    }

    /** What is neither true nor false is refused: taken for false, it would send messages that were not wanted. */
    default boolean backfill() {
        return switch (flag("backfill").orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Rejected.wrong(at("backfill"), "true or false");
        };
    }

    private Optional<String> text(String name, int most) {
        Optional<String> text = text(name);
        if (text.isPresent() && (text.get().isEmpty() || text.get().length() > most)) {
            throw Rejected.wrong(at(name), "a string of 1 to " + most + " characters");
        }
        return text;
    }
}
