package crm.segment.entity;

import java.time.Instant;

/** A segment that somebody is in. */
public record CustomerSegment(String key, String name, int version, SegmentState state, Instant since) {}
