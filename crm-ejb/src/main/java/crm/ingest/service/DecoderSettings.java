package crm.ingest.service;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the decoding of events can be told.
 *
 * @param retention {@code crm.events.retention}: older events are refused; none are if empty
 * @param namespaces {@code crm.identity.namespaces}: those that a name of a person may have; {@code customer_id} and
 *     {@code anonymous_id} always are among them
 * @param defaultRegion {@code crm.identity.default-region}: ISO 3166 code of the country of phone numbers without one
 */
public record DecoderSettings(Optional<Duration> retention, Set<String> namespaces, String defaultRegion) {

    public DecoderSettings {
        if (retention.filter(r -> r.isNegative() || r.isZero()).isPresent()) {
            throw new IllegalArgumentException("crm.events.retention must be longer than nothing");
        }
        if (namespaces.stream().anyMatch(n -> n.isBlank() || n.contains(":"))) {
            throw new IllegalArgumentException("crm.identity.namespaces must be names without a colon");
        }
        if (!defaultRegion.matches("[A-Z]{2}")) {
            throw new IllegalArgumentException("crm.identity.default-region must be two capital letters");
        }
        namespaces = withBuiltIns(namespaces);
    }

    private static Set<String> withBuiltIns(Set<String> namespaces) {
        Set<String> all = new TreeSet<>(namespaces);
        all.add("customer_id");
        all.add("anonymous_id");
        return Set.copyOf(all);
    }
}
