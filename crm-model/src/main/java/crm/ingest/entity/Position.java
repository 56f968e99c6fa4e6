package crm.ingest.entity;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a group stands in a partition, for those who look on.
 *
 * @param owner worker that claimed it last; it may be gone
 * @param records applied or parked so far
 * @param appliedAt latest time of producing among them
 */
public record Position(
        String group,
        PartitionId partition,
        long nextOffset,
        long epoch,
        String owner,
        long records,
        Optional<Instant> appliedAt) {}
