package crm.operations.entity;

import crm.ingest.entity.RecordContent;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A record as the caller may see it.
 *
 * @param content with personal values masked, if {@code masked}
 * @param valueBytes how many the value has, whatever of it is shown; empty for none at all
 * @param withheld whether the value is not shown: it cannot be read, so nobody knows what in it is personal
 * @param outcomes what came of it, by group
 */
public record RecordShown(
        int partition,
        long offset,
        Instant timestamp,
        RecordContent content,
        OptionalInt valueBytes,
        boolean masked,
        boolean withheld,
        List<Outcome> outcomes) {

    public RecordShown {
        outcomes = List.copyOf(outcomes);
    }

    /**
     * What a group made of a record.
     *
     * @param state {@code waiting}, {@code applied} or {@code dead_letter}
     * @param deadLetter its number
     */
    public record Outcome(String group, String state, OptionalLong deadLetter) {

        public static final String WAITING = "waiting";
        public static final String APPLIED = "applied";
        public static final String DEAD_LETTER = "dead_letter";
    }
}
