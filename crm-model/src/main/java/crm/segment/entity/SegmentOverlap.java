package crm.segment.entity;

/**
 * How many are in two segments.
 *
 * @param members of the one
 * @param others of the other
 * @param both in both
 * @param either in one of them at least
 */
public record SegmentOverlap(String key, String other, long members, long others, long both, long either) {

    public SegmentOverlap(String key, String other, long members, long others, long both) {
        this(key, other, members, others, both, members + others - both);
    }
}
