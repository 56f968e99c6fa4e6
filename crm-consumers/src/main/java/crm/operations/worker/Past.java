package crm.operations.worker;

import crm.ingest.entity.PartitionId;
import crm.operations.entity.GroupSample;
import crm.operations.entity.Progress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a group's last minute, of whichever server sampled it.
 *
 * @param samples oldest first
 * @param since when each member was last given each partition
 */
record Past(List<GroupSample> samples, Map<String, Map<PartitionId, Instant>> since) {

    static final Past NONE = new Past(List.of(), Map.of());

    /** How the group gets on in a partition that is like this now. */
    Progress progress(PartitionId partition, Progress.Look now) {
        List<Progress.Look> looks = new ArrayList<>();
        for (GroupSample sample : samples) {
            if (sample.at().isBefore(now.at())) {
                sample.look(partition).ifPresent(looks::add);
            }
        }
        looks.add(now);
        return Progress.of(looks);
    }

    Optional<Instant> since(String member, PartitionId partition) {
        return Optional.ofNullable(since.getOrDefault(member, Map.of()).get(partition));
    }
}
