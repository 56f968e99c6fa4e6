package crm.condition.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was found while reading one document. */
final class Problems {

    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> hints = new ArrayList<>();

    void add(String pointer, String code, String detail) {
        add(problems, new Problem(pointer, code, detail));
    }

    void hint(String pointer, String code, String detail) {
        add(hints, new Problem(pointer, code, detail));
    }

    private static void add(List<Problem> all, Problem one) {
        if (all.size() < Reading.MOST) {
            all.add(one);
        }
    }

    /** What was read, if nothing was wrong. */
    <T> Reading<T> reading(Optional<T> value) {
        return new Reading<>(problems.isEmpty() ? value : Optional.empty(), problems, hints);
    }
}
