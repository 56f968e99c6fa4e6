package crm.segment.entity;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Somebody in a segment.
 *
 * @param customerId empty for a visitor
 */
public record SegmentMember(UUID profileId, Optional<String> customerId, Instant since) {}
