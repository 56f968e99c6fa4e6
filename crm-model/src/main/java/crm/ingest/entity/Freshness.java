package crm.ingest.entity;

import java.util.Optional;

/**
 * How long records of the last minute took from being produced to being applied, in seconds; nothing where there were none.
 *
 * @param half within which one half was applied
 * @param most within which 99 of 100 were
 */
public record Freshness(Optional<Double> half, Optional<Double> most) {}
