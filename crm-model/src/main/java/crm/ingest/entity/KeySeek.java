package crm.ingest.entity;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/**
 * A key that shall go on elsewhere in its partition.
 *
 * @param key as producers sent it
 * @param to the first of its records that shall be applied next
 */
@SuppressWarnings("ArrayRecordComponent") // read, and kept nowhere
public record KeySeek(PartitionId partition, byte[] key, long to) {

    public KeySeek {
        requireNonNull(partition, "partition");
        requireNonNull(key, "key");
    }

    public KeyHash hash() {
        return KeyHash.of(partition.topic(), key);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeySeek that
                && partition.equals(that.partition)
                && to == that.to
                && Arrays.equals(key, that.key);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * partition.hashCode() + Arrays.hashCode(key)) + Long.hashCode(to);
    }

    @Override
    public String toString() {
        return "a key of " + partition + " to " + to;
    }
}
