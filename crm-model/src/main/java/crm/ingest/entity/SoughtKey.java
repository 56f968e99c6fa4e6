package crm.ingest.entity;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/**
 * A key whose records are being read again.
 *
 * @param key of the row of the held key
 * @param hash by which its records are known
 * @param next before which all of them have been put behind the key
 * @param end exclusive
 */
public record SoughtKey(
        long key, String group, KeyHash hash, UUID topicId, PartitionId partition, long next, long end) {

    public SoughtKey {
        requireNonNull(hash, "hash");
        requireNonNull(topicId, "topicId");
        requireNonNull(partition, "partition");
    }
}
