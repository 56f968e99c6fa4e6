package crm.profile.rest;

import crm.platform.rest.Outage;
import java.util.function.Supplier;

/** Answers to what is done already. */
final class Committed {

    private Committed() {}

    /**
     * What is there now; where it cannot be shown at the moment, such as when the look cannot be written down, an answer
     * without it. One of failure would make the caller do it again.
     */
    static <T> T answer(Supplier<T> shown, Supplier<T> without) {
        try {
            return shown.get();
        } catch (RuntimeException e) {
            if (Outage.causes(e)) {
                return without.get();
            }
            throw e;
        }
    }
}
