package crm.segment.entity;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * How a segment's size changed.
 *
 * @param timezone whose hours and days they are, that of the segment
 * @param size now
 * @param items step by step, without gaps, the oldest first
 */
public record SegmentHistory(String key, String step, String timezone, long size, List<Item> items) {

    public SegmentHistory {
        items = List.copyOf(items);
    }

    /**
     * One step.
     *
     * @param at the beginning of the hour or day
     * @param size at its end
     */
    public record Item(Instant at, long size, long entered, long exited) {}

    /** How long a step is. */
    public enum Step {
        HOUR,
        DAY;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
