package crm.ingest.service;

import crm.ingest.entity.PartitionId;
import crm.ingest.entity.PartitionLog;
import jakarta.ejb.Local;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The topics that groups read, as the log has them. Thread-safe, without a transaction. */
@Local
public interface GroupTopics {

    /**
     * Actual names of a group's topics with the number of their partitions, as last seen; 0 for one not seen yet. Empty for
     * a group that there is not. Never waits.
     */
    Optional<Map<String, Integer>> of(String group);

    /**
     * What the log holds of these now, as far as transactions of producers have ended. Waits for some seconds.
     *
     * @throws crm.ingest.entity.LogAway if it does not answer
     */
    List<PartitionLog> logs(Collection<PartitionId> partitions);

    /**
     * The first offset of each whose record was produced at that time or later; without those that have none.
     *
     * @throws crm.ingest.entity.LogAway if it does not answer
     */
    Map<PartitionId, Long> since(Collection<PartitionId> partitions, Instant time);
}
