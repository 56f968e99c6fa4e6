package crm.privacy.rest;

import crm.platform.rest.Limit;
import crm.platform.rest.Refusal;
import crm.privacy.entity.AuditSearch;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The body of a search in the audit trail.
 *
 * @param personal values by name, such as {@code email}; entries that tell of all of them are found
 */
record AuditSearchBody(
        Optional<Map<String, String>> personal,
        Optional<String> actor,
        Optional<String> action,
        Optional<String> object,
        Optional<Instant> from,
        Optional<Instant> to,
        OptionalInt limit,
        Optional<String> after) {

    private static final int MOST = 10;
    private static final int LONGEST = 500;

    static final AuditSearchBody EMPTY = new AuditSearchBody(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty());

    AuditSearch search() {
        SortedMap<String, String> values = new TreeMap<>(personal.orElse(Map.of()));
        check(values);
        Stream.of(actor, action, object, after).flatMap(Optional::stream).forEach(AuditSearchBody::storable);
        return new AuditSearch(actor, action, object, from, to, values);
    }

    private static void check(Map<String, String> values) {
        if (values.size() > MOST) {
            throw Refusal.field("/personal", "too_many", "At most " + MOST + " values can be searched for at once.");
        }
        values.forEach((name, value) -> {
            if (value == null || value.isBlank() || value.length() > LONGEST || name.length() > LONGEST) {
                throw Refusal.field("/personal", "bad_value", "A value is a text of 1 to " + LONGEST + " characters.");
            }
            storable(name);
            storable(value);
        });
    }

    private static void storable(String text) {
        if (text.indexOf('\0') >= 0) {
            throw Refusal.field("", "bad_character", "U+0000 stands in no text that is kept here.");
        }
    }

    int pageSize() {
        return Limit.of(limit);
    }
}
