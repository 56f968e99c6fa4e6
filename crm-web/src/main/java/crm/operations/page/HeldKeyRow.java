package crm.operations.page;

import crm.ingest.entity.HeldKey;
import crm.ingest.entity.HeldKey.Again;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A held key as the page shows it.
 *
 * @param key masked for those who may not know whom it names; empty where whoever it named was erased
 * @param reason as {@link HeldKey#reason}
 */
public record HeldKeyRow(
        long id,
        String topic,
        Optional<Integer> partition,
        String key,
        String reason,
        Instant since,
        long waiting,
        Optional<Long> letter,
        boolean paused,
        Optional<Again> again) {

    static HeldKeyRow of(HeldKey held) {
        return new HeldKeyRow(
                held.id(),
                held.topic(),
                held.partition(),
                held.key().map(content -> words(content.key())).orElse(""),
                held.reason(),
                held.since(),
                held.waiting(),
                held.letter(),
                held.heldBy().isPresent(),
                held.again());
    }

    private static String words(byte[] key) {
        return LetterText.of(key).orElseGet(() -> LetterText.base64(key));
    }

    String name() {
        return topic + (key.isEmpty() ? "" : " · " + key);
    }

    /** How many offsets are still to be read again. */
    public OptionalLong left() {
        return again.map(range -> OptionalLong.of(range.end() - range.next())).orElseGet(OptionalLong::empty);
    }

    /** Whether it waits for anything that somebody could let go. */
    public boolean releasable() {
        return letter.isPresent() || paused;
    }
}
