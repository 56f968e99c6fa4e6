package crm.operations.rest;

import crm.ingest.entity.HeldKey;
import java.time.Instant;
import java.util.Optional;

/**
 * A held key as it is shown.
 *
 * @param key text, or Base64 where {@code keyEncoding} says so; none where whoever it names was erased
 * @param reason {@code failed} while it waits for the letter, {@code paused} while an operator holds it, {@code again} while
 *     its records are being read again, else {@code released}: what waits is being applied
 */
record HeldKeyBody(
        long id,
        String group,
        String topic,
        Optional<String> key,
        Optional<String> keyEncoding,
        Optional<Integer> partition,
        String reason,
        Optional<Long> letter,
        Optional<String> heldBy,
        Instant since,
        Optional<HeldKey.Again> again,
        long waiting) {

    static HeldKeyBody of(HeldKey held) {
        BytesText key = BytesText.of(held.key().map(content -> content.key()).orElse(null));
        return new HeldKeyBody(
                held.id(),
                held.group(),
                held.topic(),
                key.text(),
                key.encoding(),
                held.partition(),
                held.reason(),
                held.letter(),
                held.heldBy(),
                held.since(),
                held.again(),
                held.waiting());
    }
}
