package crm.privacy.entity;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which entries of the audit trail.
 *
 * @param from inclusive
 * @param to exclusive
 * @param personal personal values that an entry must tell of, by name; they are compared by their keyed digests
 */
public record AuditSearch(
        Optional<String> actor,
        Optional<String> action,
        Optional<String> object,
        Optional<Instant> from,
        Optional<Instant> to,
        SortedMap<String, String> personal) {

    public AuditSearch {
        personal = Collections.unmodifiableSortedMap(new TreeMap<>(personal));
    }

    public static AuditSearch all() {
        return new AuditSearch(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new TreeMap<>());
    }
}
