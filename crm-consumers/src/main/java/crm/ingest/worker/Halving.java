package crm.ingest.worker;

import crm.ingest.entity.Rejection;

/**
 * Applies a batch in which a record may be broken: as a whole if it can be, else in halves, until the broken record
 * stands alone and is parked in the transaction that moves past it. A batch of n records with k broken ones takes at most about
 * 2·k·log2(n/k) transactions, so this is for what a {@link crm.ingest.service.Sieve} within one transaction cannot find.
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
        return outcome.is(Verdict.BROKEN) ? divide(batch, outcome) : outcome;
    }

    private Outcome divide(Batch batch, Outcome failure) {
        return batch.size() > 1 ? applyHalves(batch) : park(batch, failure);
    }

    private Outcome applyHalves(Batch batch) {
        Batch first = batch.halves().get(0);
        Batch rest = batch.halves().get(1);
        Outcome outcome = transaction.apply(first);
        if (outcome.is(Verdict.APPLIED)) {
            // Then it is the rest that fails: to try it as a whole would most likely be in vain.
            return rest.size() > 1 ? applyHalves(rest) : apply(rest);
        } else if (outcome.is(Verdict.BROKEN)) {
            outcome = divide(first, outcome);
        }
        return outcome.is(Verdict.APPLIED) ? apply(rest) : outcome;
    }

    /** Gives up on the records of a batch. */
    Outcome park(Batch batch, Outcome failure) {
        Outcome parked = transaction.apply(batch.refused(rejection(failure)));
        // Where not even that succeeds the record is not at fault, and skipping it would lose it.
        return parked.is(Verdict.BROKEN) ? new Outcome(Verdict.TRY_AGAIN, parked.cause()) : parked;
    }

    /** Names the exception and SQL's code but not its message, which may quote a customer. */
    private static Rejection rejection(Outcome failure) {
        Throwable cause = failure.cause().orElseThrow();
        return failure.is(Verdict.TIMED_OUT)
                ? new Rejection(
                        Rejection.Code.HANDLER_FAILED, "", "The handler took too long: " + Causes.name(cause) + ".")
                : Causes.rejection(cause);
    }
}
