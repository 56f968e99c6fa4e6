package crm.profile.entity;

import java.time.Instant;
import java.util.Optional;

/**
 * Which events of a timeline.
 *
 * @param from inclusive
 * @param to exclusive
 */
public record TimelineFilter(
        Optional<String> type, Optional<Family> family, Optional<Instant> from, Optional<Instant> to) {

    public TimelineFilter(Optional<String> type, Optional<Instant> from, Optional<Instant> to) {
        this(type, Optional.empty(), from, to);
    }

    public static TimelineFilter all() {
        return new TimelineFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public boolean isAll() {
        return equals(all());
    }
}
