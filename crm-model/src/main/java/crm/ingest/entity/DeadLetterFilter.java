package crm.ingest.entity;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which dead letters; all that is absent fits every letter.
 *
 * @param from first instant of parking
 * @param to first instant after it
 * @param ids none for every id
 */
public record DeadLetterFilter(
        Optional<String> topic,
        Optional<Rejection.Code> code,
        Optional<LetterState> state,
        Optional<String> group,
        Optional<Instant> from,
        Optional<Instant> to,
        SortedSet<Long> ids) {

    public static final DeadLetterFilter ALL = new DeadLetterFilter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new TreeSet<>());

    public DeadLetterFilter {
        ids = Collections.unmodifiableSortedSet(new TreeSet<>(ids));
    }

    /** The same, but of this state. */
    public DeadLetterFilter in(LetterState other) {
        return new DeadLetterFilter(topic, code, Optional.of(other), group, from, to, ids);
    }

    /** The same, but only these. */
    public DeadLetterFilter only(Collection<Long> others) {
        return new DeadLetterFilter(topic, code, state, group, from, to, new TreeSet<>(others));
    }
}
