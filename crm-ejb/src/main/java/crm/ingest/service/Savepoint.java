package crm.ingest.service;

/** A place in the transaction to which it can go back, and then go on; one at a time. */
public interface Savepoint {

    /** From here on everything can be undone. */
    void set();

    /** Undoes what has been done since, locks that were taken among it, and forgets the place. */
    void rollBack();

    /** Keeps what has been done since, and forgets the place. */
    void release();
}
