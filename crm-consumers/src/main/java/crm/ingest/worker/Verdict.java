package crm.ingest.worker;

/** What became of an attempt to apply a batch. */
enum Verdict {
    /** Committed. */
    APPLIED,
    /** Committed, and a partition of it stops with that. */
    HELD,
    /** Somebody else holds a partition of it now. */
    FENCED,
    /** Nothing is wrong with the batch: wait and do it again, for ever. */
    TRY_AGAIN,
    /** It took longer than a transaction may: do less at a time. */
    TIMED_OUT,
    /** A record of it cannot be applied: find it. */
    BROKEN,
    /** Not tried: the worker has been at this poll for so long that it must poll again first. */
    POSTPONED,
    /** The worker or the application ends: nothing may be concluded from the failure. */
    STOPPED
}
