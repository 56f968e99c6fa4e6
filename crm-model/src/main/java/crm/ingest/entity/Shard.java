package crm.ingest.entity;

/**
 * A part of what is published on a topic, as one owner publishes it.
 *
 * @param epoch of the claim: who claims later ends what who claimed earlier may do
 */
public record Shard(int number, long epoch) {}
