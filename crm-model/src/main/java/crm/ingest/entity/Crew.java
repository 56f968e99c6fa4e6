package crm.ingest.entity;

/**
 * The workers of a group on one node.
 *
 * @param configured how many its own configuration asks for
 * @param running how many there are
 */
public record Crew(int configured, int running) {}
