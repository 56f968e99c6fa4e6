package crm.ingest.entity;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Locale;

/**
 * Why and since when part of a group stands still. A partition flows only while no hold covers it.
 *
 * @param by who wished it, or what found it necessary
 */
public record Hold(String group, Scope scope, Reason reason, Instant since, String by) {

    public Hold {
        requireNonNull(group, "group");
        requireNonNull(scope, "scope");
        requireNonNull(reason, "reason");
    }

    /** Why it stands still. */
    public enum Reason {
        /** An operator wished it. */
        PAUSED,
        /** Records are gone that nobody has read; an operator is to decide. */
        LOSS,
        /** Too many records in a row could not be applied; an operator is to decide. */
        BROKEN;

        /** As it is written outside. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Reason of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    public boolean covers(String otherGroup, PartitionId partition) {
        return group.equals(otherGroup) && scope.covers(partition);
    }
}
