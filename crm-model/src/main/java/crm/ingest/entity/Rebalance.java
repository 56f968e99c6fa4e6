package crm.ingest.entity;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Kafka gave partitions of a topic to a member of a group, or took them from it.
 *
 * @param partitions in their order
 */
public record Rebalance(String group, Instant at, String member, Kind kind, String topic, List<Integer> partitions) {

    public Rebalance {
        partitions = List.copyOf(partitions);
    }

    /** What the member was told. */
    public enum Kind {
        ASSIGNED,
        /** It is asked to give them up. */
        REVOKED,
        /** Others may have them already: it was silent for too long. */
        LOST;

        /** As it is written. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
