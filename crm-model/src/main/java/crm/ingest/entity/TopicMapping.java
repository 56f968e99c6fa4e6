package crm.ingest.entity;

import java.time.Instant;
import java.util.Optional;

/**
 * The mapping of a topic, as administrators see it.
 *
 * @param topic its default name
 * @param edited whether somebody has edited it; else it is the default
 * @param version grows with every change; 0 while nobody has edited it
 */
public record TopicMapping(String topic, boolean edited, long version, Optional<Instant> changedAt, Mapping mapping) {}
