package crm.segment.entity;

import java.util.Optional;

/**
 * A segment.
 *
 * @param serving the version by which its members are told
 * @param next the one that is about to follow
 * @param draft one that is written down and not published
 * @param revision counts what people changed of it
 */
public record SegmentSummary(
        String key,
        SegmentState state,
        Optional<SegmentVersion> serving,
        Optional<SegmentVersion> next,
        Optional<SegmentVersion> draft,
        long revision) {

    /** What it says: the version that serves, else the one that is about to, else the draft; none once it is archived. */
    public Optional<SegmentVersion> shown() {
        return serving.or(() -> next).or(() -> draft);
    }
}
