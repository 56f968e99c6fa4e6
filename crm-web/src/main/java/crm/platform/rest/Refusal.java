package crm.platform.rest;

import java.util.List;

/** A request that cannot be answered as it is; the {@link Problem} says why. */
public class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public Refusal(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    public static Refusal parameter(String name, String code, String detail) {
        return new Refusal(Problem.of(400, detail, List.of(new Problem.Violation("?" + name, code, detail))));
    }

    /**
     * A body that is well-formed, but not as it must be (422).
     *
     * @param pointer JSON Pointer into the body
     */
    public static Refusal field(String pointer, String code, String detail) {
        return new Refusal(Problem.of(422, detail, List.of(new Problem.Violation(pointer, code, detail))));
    }

    public static Refusal notFound(String detail) {
        return new Refusal(Problem.of(404, detail));
    }

    public Problem problem() {
        return problem;
    }
}
