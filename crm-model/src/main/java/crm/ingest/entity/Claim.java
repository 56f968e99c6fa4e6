package crm.ingest.entity;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.UUID;

/**
 * A worker's hold on a partition, good until somebody else claims it.
 *
 * @param epoch given by the database, higher than any before; an {@link Advance} must show it
 * @param nextOffset the first record not applied yet
 * @param leaderEpoch of the record before it, by which a reader notices a log that the broker has cut off
 */
public record Claim(PartitionId partition, UUID topicId, long epoch, long nextOffset, Optional<Integer> leaderEpoch) {

    public Claim {
        requireNonNull(partition, "partition");
        requireNonNull(topicId, "topicId");
        requireNonNull(leaderEpoch, "leaderEpoch");
    }

    /** The same hold, one advance further. */
    public Claim after(Advance advance) {
        return new Claim(partition, topicId, epoch, advance.to(), advance.leaderEpoch());
    }
}
