package crm.ingest.entity;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Where a group stands with a key of a partition.
 *
 * @param topicId of the topic that the position is of
 * @param position of the group in the partition: nothing at or behind it has been read
 * @param firstHeld the first of the key's records that wait
 * @param again what is being read again for the key
 */
public record KeyStand(UUID topicId, long position, OptionalLong firstHeld, Optional<SoughtKey> again) {

    public KeyStand {
        requireNonNull(topicId, "topicId");
    }

    /** The offset before which nothing of the key is left to apply. */
    public long next() {
        long held = Math.min(position, firstHeld.orElse(position));
        return again.map(sought -> Math.min(held, sought.next())).orElse(held);
    }
}
