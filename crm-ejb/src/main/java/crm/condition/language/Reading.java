package crm.condition.language;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What came of reading.
 *
 * @param value there exactly if there are no problems
 * @param problems in the order of the document, at most {@value #MOST}
 * @param hints what may be meant otherwise, such as a type of events that nobody knows yet: the value holds all the same
 */
public record Reading<T>(Optional<T> value, List<Problem> problems, List<Problem> hints) {

    /** After so many problems the rest is not told. */
    public static final int MOST = 50;

    public Reading {
        requireNonNull(value, "value");
        problems = List.copyOf(problems);
        hints = List.copyOf(hints);
    }
}
