package crm.ingest.service;

import crm.ingest.entity.PartitionId;
import jakarta.ejb.ApplicationException;
import java.util.Set;
import java.util.TreeSet;

/** Somebody else has claimed these partitions since; the transaction rolls back, and the worker lets go of them. */
@ApplicationException(rollback = true)
public class Fenced extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Set<PartitionId> partitions;

    public Fenced(Set<PartitionId> partitions) {
        super("claimed by somebody else: " + new TreeSet<>(partitions));
        this.partitions = Set.copyOf(partitions);
    }

    public Set<PartitionId> partitions() {
        return partitions;
    }
}
