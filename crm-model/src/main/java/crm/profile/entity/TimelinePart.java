package crm.profile.entity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Part of a timeline, newest first.
 *
 * @param older cursor of what comes after it, or, of a part of newer events, of what came before
 * @param newest cursor of its first event, behind which newer ones will be; empty where there is no event at all
 * @param more whether there is more in the direction in which it was read
 * @param searched how many events were looked through for a text; 0 where all that were read are shown
 * @param back up to which time they were looked through, where there are older ones
 */
public record TimelinePart(
        List<TimelineEntry> items,
        Optional<String> older,
        Optional<String> newest,
        boolean more,
        int searched,
        Optional<Instant> back) {

    public static TimelinePart none() {
        return new TimelinePart(List.of(), Optional.empty(), Optional.empty(), false, 0, Optional.empty());
    }
}
