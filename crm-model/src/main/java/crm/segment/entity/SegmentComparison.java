package crm.segment.entity;

import crm.profile.entity.CustomerSummary;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whom one version of a segment takes and another does not, by all that is known now.
 *
 * @param before the version that is compared with
 * @param after the other one; empty for a condition that nobody has published
 * @param asOf the instant at which they are asked
 * @param stay how many are in both
 */
public record SegmentComparison(
        String key,
        int before,
        Optional<Integer> after,
        Instant asOf,
        long membersBefore,
        long membersAfter,
        long stay,
        Group enter,
        Group leave,
        long tookMs) {

    /** Who would enter or leave: how many, and some of them as the caller may see them. */
    public record Group(long count, List<CustomerSummary> sample) {

        public Group {
            sample = List.copyOf(sample);
        }
    }
}
