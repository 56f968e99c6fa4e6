package crm.profile.rfm;

import java.math.BigDecimal;
import java.util.List;

/**
 * Where the scores 2, 3, 4 and 5 begin.
 *
 * @param from in this order, rising
 */
public record Steps(List<BigDecimal> from) {

    private static final int SCORES = 5;

    public Steps {
        from = List.copyOf(from);
        if (from.size() != SCORES - 1) {
            throw new IllegalArgumentException("there are " + from.size() + " steps");
        }
    }

    int score(BigDecimal value) {
        return 1
                + (int) from.stream().filter(step -> step.compareTo(value) <= 0).count();
    }
}
