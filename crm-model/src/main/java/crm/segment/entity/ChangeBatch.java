package crm.segment.entity;

import crm.ingest.entity.Shard;
import java.util.List;

/**
 * Changes of memberships that are published in one Kafka transaction, those of a profile in their order.
 *
 * @param number higher than that of every batch of the shard before
 */
public record ChangeBatch(Shard shard, long number, List<MembershipChange> changes) {

    public ChangeBatch {
        changes = List.copyOf(changes);
    }
}
