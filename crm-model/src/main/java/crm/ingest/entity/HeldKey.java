package crm.ingest.entity;

import java.time.Instant;
import java.util.Optional;

/**
 * A key whose records wait, as operators see it.
 *
 * @param key as it was sent, opened; empty where whoever it names was erased
 * @param partition where the first of what waits lies, or what it waits for; empty where nothing is known of it
 * @param letter the dead letter that it waits for, as long as that is open
 * @param heldBy who wants it held, if somebody does
 * @param again what is being read again for it
 * @param waiting how many records wait behind it
 */
public record HeldKey(
        long id,
        String group,
        String topic,
        Optional<RecordContent> key,
        Optional<Integer> partition,
        Instant since,
        Optional<Long> letter,
        Optional<String> heldBy,
        Optional<Again> again,
        long waiting) {

    /** Records that are read again, from one offset up to another. */
    public record Again(long next, long end) {}

    /** What it waits for before all else; {@code released} where what waits is being applied. */
    public String reason() {
        return letter.isPresent() ? "failed" : heldBy.isPresent() ? "paused" : again.isPresent() ? "again" : "released";
    }

    /** The same, and what it is called. */
    public HeldKey named(Optional<RecordContent> name) {
        return new HeldKey(id, group, topic, name, partition, since, letter, heldBy, again, waiting);
    }
}
