package crm.dev.chaos;

import crm.dev.oracle.Told;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Segments that live through a campaign: a definition, and as plainly as can be who is in it at the end, long after the last
 * event.
 */
enum LiveSegment {
    BUYERS("""
            {"event": {"type": "order.completed", "measure": "count", "window": {"lifetime": true}, "op": "gte", "value": 2}}""") {
        @Override
        boolean holds(List<Told> timeline, Map<String, String> figures) {
            return times(timeline, "order.completed").size() >= 2;
        }
    },
    READERS("""
            {"all": [{"consent": {"purpose": "marketing_email", "granted": true}},
                     {"not": {"trait": "traits.orders", "op": "gte", "value": 1}}]}""") {
        @Override
        boolean holds(List<Told> timeline, Map<String, String> figures) {
            return figures.get("consents").contains("marketing_email=true")
                    && figures.get("orders").equals("0");
        }
    },
    OF_SUMMER("""
            {"event": {"type": "page.viewed", "measure": "count", "op": "gte", "value": 1,
             "window": {"since": "2023-06-01T00:00:00Z", "until": "2023-09-01T00:00:00Z"}}}""") {
        @Override
        boolean holds(List<Told> timeline, Map<String, String> figures) {
            return times(timeline, "page.viewed").stream().anyMatch(at -> !at.isBefore(JUNE) && at.isBefore(SEPTEMBER));
        }
    },
    /** Whoever comes in leaves some days later, mostly with no event. */
    LATELY("""
            {"event": {"type": "page.viewed", "measure": "count", "window": {"last": "P10D"}, "op": "gte", "value": 1}}""") {
        @Override
        boolean holds(List<Told> timeline, Map<String, String> figures) {
            return false;
        }
    },
    STRAYED("""
            {"recency": {"type": "order.completed", "which": "last", "op": "older_than", "value": "P60D"}}""") {
        @Override
        boolean holds(List<Told> timeline, Map<String, String> figures) {
            return !times(timeline, "order.completed").isEmpty();
        }
    };

    private static final Instant JUNE = Instant.parse("2023-06-01T00:00:00Z");
    private static final Instant SEPTEMBER = Instant.parse("2023-09-01T00:00:00Z");

    private final String where;

    LiveSegment(String where) {
        this.where = where;
    }

    /** @param figures the profile as the oracle describes it */
    abstract boolean holds(List<Told> timeline, Map<String, String> figures);

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    String definition() {
        return "{\"key\": \"%s\", \"name\": \"%s\", \"timezone\": \"UTC\", \"where\": %s}"
                .formatted(key(), key(), where);
    }

    /** Those that a profile is in at the end. */
    static Set<String> of(List<Told> timeline, Map<String, String> figures) {
        return Arrays.stream(values())
                .filter(segment -> segment.holds(timeline, figures))
                .map(LiveSegment::key)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Instant> times(List<Told> timeline, String type) {
        return timeline.stream()
                .filter(event -> event.type().equals(type))
                .map(event -> event.stamp().time())
                .toList();
    }
}
