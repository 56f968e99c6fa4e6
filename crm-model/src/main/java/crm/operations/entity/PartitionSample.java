package crm.operations.entity;

import crm.ingest.entity.PartitionId;
import java.util.OptionalLong;

/**
 * A partition of a group at one moment.
 *
 * @param position next offset to apply, as the database has it
 * @param committed the same as Kafka has it, which is told later and may lack
 * @param end where the next record will be written
 * @param records applied or parked so far
 * @param age of the oldest record not applied yet in seconds, 0 without one
 * @param owner member that holds it, empty without one
 */
public record PartitionSample(
        PartitionId partition,
        long position,
        OptionalLong committed,
        long end,
        long records,
        double age,
        String owner) {

    /** Records not applied yet. */
    public long lag() {
        return Math.max(0, end - position);
    }
}
