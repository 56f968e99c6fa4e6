package crm.segment.entity;

import java.util.Locale;

/** How far a segment, or a version of one, is. */
public enum SegmentState {
    /** Written down, and told of nobody. */
    DRAFT,
    /** Asked of all profiles for the first time; an earlier version serves meanwhile. */
    BACKFILLING,
    /** Its members are kept current. */
    LIVE,
    /** Its members stay who they were. */
    PAUSED,
    /** It has no members. */
    ARCHIVED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static SegmentState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
