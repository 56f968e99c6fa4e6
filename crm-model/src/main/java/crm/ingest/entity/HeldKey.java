package crm.ingest.entity;

import java.time.Instant;
import java.util.Optional;

/**
 * A key whose records wait, as operators see it.
 *
 * @param key as it was sent, opened; empty where whoever it names was erased
 * @param letter the dead letter that it waits for, as long as that is open
 * @param heldBy who wants it held, if somebody does
 * @param waiting how many records wait behind it
 */
public record HeldKey(
        long id,
        String group,
        String topic,
        Optional<RecordContent> key,
        Instant since,
        Optional<Long> letter,
        Optional<String> heldBy,
        long waiting) {}
