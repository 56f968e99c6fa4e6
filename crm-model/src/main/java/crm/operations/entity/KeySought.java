package crm.operations.entity;

import crm.ingest.entity.PartitionId;

/**
 * What a seek of a key does, or would.
 *
 * @param from before which nothing of the key was left to apply
 * @param to the first offset of which something is, now
 * @param again how many of the key's records come again
 * @param partial whether there may be more of them than could be counted in some seconds
 * @param skipped how many that waited are dropped
 */
public record KeySought(PartitionId partition, long from, long to, long again, boolean partial, long skipped) {}
