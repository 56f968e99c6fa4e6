package crm.ingest.entity;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.UUID;

/**
 * A record key within its topic, told from others by half of its SHA-256.
 *
 * @param topic the topic's actual name
 */
public record KeyHash(String topic, UUID hash) implements Comparable<KeyHash> {

    public KeyHash {
        requireNonNull(topic, "topic");
        requireNonNull(hash, "hash");
    }

    /** Empty for a record without a key, which has no order among others. */
    public static Optional<KeyHash> of(Delivery delivery) {
        return Optional.ofNullable(delivery.key()).map(key -> of(delivery.topic(), key));
    }

    public static KeyHash of(String topic, byte[] key) {
        try {
            ByteBuffer digest =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(key));
            return new KeyHash(topic, new UUID(digest.getLong(), digest.getLong()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int compareTo(KeyHash other) {
        int byTopic = topic.compareTo(other.topic);
        return byTopic != 0 ? byTopic : hash.compareTo(other.hash);
    }
}
