package crm.ingest.service;

/** What is published goes in rounds, from the first id of a shard to its last. */
public enum Round {
    BEGINS,
    GOES_ON
}
