package crm.ingest.worker;

import crm.ingest.entity.Rejection;

/**
 * Applies a batch in which a record may be broken: as a whole if it can be, else in halves, until the broken record
 * stands alone and is parked in the transaction that moves past it. A batch of n records with k broken ones takes about
 * 2·k·log2(n) transactions.
 */
final class Halving {

    /** Applies a batch in one transaction, and says how it ended; it never throws. */
    interface Transaction {
        Outcome apply(Batch batch);
    }

    private final Transaction transaction;

    Halving(Transaction transaction) {
        this.transaction = transaction;
    }

    /** {@link Verdict#BROKEN} is dealt with here; any other failure ends it, with the batch partly applied. */
    Outcome apply(Batch batch) {
        Outcome outcome = transaction.apply(batch);
        if (!outcome.is(Verdict.BROKEN)) {
            return outcome;
        }
        return batch.size() > 1 ? applyHalves(batch) : park(batch, outcome);
    }

    private Outcome applyHalves(Batch batch) {
        for (Batch half : batch.halves()) {
            Outcome outcome = apply(half);
            if (!outcome.is(Verdict.APPLIED)) {
                return outcome;
            }
        }
        return Outcome.APPLIED;
    }

    /** Gives up on the records of a batch. */
    Outcome park(Batch batch, Outcome failure) {
        Outcome parked = transaction.apply(batch.refused(rejection(failure)));
        // Where not even that succeeds the record is not at fault, and skipping it would lose it.
        return parked.is(Verdict.BROKEN) ? new Outcome(Verdict.TRY_AGAIN, parked.cause()) : parked;
    }

    /** Names the exception and SQL's code but not its message, which may quote a customer. */
    private static Rejection rejection(Outcome failure) {
        String name = failure.cause().map(Causes::name).orElse("an unknown failure");
        String what = failure.is(Verdict.TIMED_OUT) ? "The handler took too long: " : "The handler failed with ";
        return new Rejection(Rejection.Code.HANDLER_FAILED, "", what + name + ".");
    }
}
