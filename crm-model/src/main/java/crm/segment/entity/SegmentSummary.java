package crm.segment.entity;

import java.util.Optional;

/**
 * A segment.
 *
 * @param serving the version by which its members are told
 * @param next the one that is about to follow
 */
public record SegmentSummary(
        String key, SegmentState state, Optional<SegmentVersion> serving, Optional<SegmentVersion> next) {}
