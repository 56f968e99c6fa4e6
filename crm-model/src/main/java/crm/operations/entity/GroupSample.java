package crm.operations.entity;

import crm.ingest.entity.PartitionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A group at one moment.
 *
 * @param partitions in their order
 */
public record GroupSample(String group, Instant at, List<String> members, List<PartitionSample> partitions) {

    public GroupSample {
        members = List.copyOf(members);
        partitions = List.copyOf(partitions);
    }

    /** Records not applied yet. */
    public long lag() {
        return partitions.stream().mapToLong(PartitionSample::lag).sum();
    }

    /** Age of the oldest record not applied yet in seconds, 0 without one. */
    public double age() {
        return partitions.stream().mapToDouble(PartitionSample::age).max().orElse(0);
    }

    public Optional<PartitionSample> of(PartitionId partition) {
        return partitions.stream()
                .filter(sample -> sample.partition().equals(partition))
                .findFirst();
    }

    /** How it got on in a partition, in the eyes of {@link Progress}; nothing where it was not there yet. */
    public Optional<Progress.Look> look(PartitionId partition) {
        return of(partition)
                .map(sample -> new Progress.Look(
                        at, sample.position(), sample.end(), !sample.owner().isEmpty()));
    }
}
