package crm.ingest.entity;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * The step of a position over a batch.
 *
 * @param epoch of the claim under which it is made
 * @param from where the position must stand
 * @param to where it goes; offsets have holes, so this is not {@code from} plus the number of records
 * @param leaderEpoch of the last record stepped over, where known
 * @param records how many are applied or parked by it
 * @param appliedAt latest time of producing among them, empty without any
 */
public record Advance(
        PartitionId partition,
        long epoch,
        long from,
        long to,
        Optional<Integer> leaderEpoch,
        int records,
        Optional<Instant> appliedAt) {

    public Advance {
        requireNonNull(partition, "partition");
        requireNonNull(leaderEpoch, "leaderEpoch");
        requireNonNull(appliedAt, "appliedAt");
    }
}
