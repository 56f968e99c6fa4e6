package crm.ingest.worker;

import crm.ingest.entity.PartitionId;
import java.util.Set;

/**
 * What became of a batch that was committed.
 *
 * @param flowing it without what was put behind a held key
 * @param keysHeld how many keys are held now because of it
 * @param stopped the partitions that were stopped with it
 * @param sought how many events of it were broken and had to be sought
 */
public record Applied(Batch flowing, int keysHeld, Set<PartitionId> stopped, int sought) {}
