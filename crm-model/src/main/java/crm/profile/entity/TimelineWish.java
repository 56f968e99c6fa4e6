package crm.profile.entity;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which part of a timeline somebody wants to see.
 *
 * @param after cursor of older events
 * @param text that is searched for; it goes to the audit trail as a digest
 * @param fits whether an event, as the caller sees it, has the text
 */
public record TimelineWish(
        TimelineFilter filter,
        int limit,
        Optional<String> after,
        Optional<String> text,
        Predicate<TimelineEntry> fits) {

    public TimelineWish {
        requireNonNull(filter, "filter");
        requireNonNull(after, "after");
        requireNonNull(text, "text");
        requireNonNull(fits, "fits");
    }

    /** All that pass the filter. */
    public TimelineWish(TimelineFilter filter, int limit, Optional<String> after) {
        this(filter, limit, after, Optional.empty(), entry -> true);
    }
}
