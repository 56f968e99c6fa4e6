package crm.segment.entity;

/**
 * What became of a definition that was sent.
 *
 * @param created whether there was no segment of the key before
 * @param revision of the segment from now on
 */
public record SegmentSaved(SegmentVersion version, boolean created, long revision) {}
