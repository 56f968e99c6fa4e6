package crm.segment.page;

import crm.condition.language.Problem;
import java.util.List;

/** Which of the things that are wrong with a trait belong to a field of its form. */
final class TraitFault {

    /** Those that have a place of their own in the form; the rest is said above it. */
    private static final List<String> FIELDS = List.of(
            "/key",
            "/name",
            "/description",
            "/timezone",
            "/event/type",
            "/event/measure",
            "/event/property",
            "/event/currency",
            "/event/where",
            "/event/window");

    private TraitFault() {}

    static boolean belongs(Problem problem, String field) {
        return problem.pointer().equals(field) || problem.pointer().startsWith(field + "/");
    }

    static boolean isElsewhere(Problem problem) {
        return FIELDS.stream().noneMatch(field -> belongs(problem, field));
    }
}
