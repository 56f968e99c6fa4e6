package crm.ingest.worker;

import java.util.Optional;

/**
 * How an attempt ended.
 *
 * @param cause of a failure
 */
record Outcome(Verdict verdict, Optional<Throwable> cause) {

    static final Outcome APPLIED = new Outcome(Verdict.APPLIED, Optional.empty());
    static final Outcome HELD = new Outcome(Verdict.HELD, Optional.empty());
    static final Outcome POSTPONED = new Outcome(Verdict.POSTPONED, Optional.empty());
    static final Outcome STOPPED = new Outcome(Verdict.STOPPED, Optional.empty());

    static Outcome failed(Verdict verdict, Throwable cause) {
        return new Outcome(verdict, Optional.of(cause));
    }

    boolean is(Verdict other) {
        return verdict == other;
    }
}
