package crm.ingest.entity;

import java.time.Instant;
import java.util.Optional;

/**
 * A key whose records wait, as operators see it.
 *
 * @param key as text; empty where whoever it names was erased
 * @param letter the dead letter that it waits for, while that is open
 * @param pausedBy who wants it held, if anybody does
 * @param waiting how many records wait behind it
 */
public record HeldKey(
        long id,
        String group,
        String topic,
        Optional<byte[]> key,
        Instant since,
        Optional<Long> letter,
        Optional<String> pausedBy,
        long waiting) {}
