package crm.ingest.worker;

/**
 * How much of a poll goes into one transaction: all, until one takes too long; then half of that, and double after each
 * success. Between portions the worker polls, so a slow handler does not cost it its membership. Not thread-safe.
 */
final class Portion {

    private static final int ALL = Integer.MAX_VALUE;
    private static final int TRIES_ALONE = 3;

    private int most = ALL;
    private int triedAlone;

    Batch of(Batch batch) {
        return batch.size() > most ? batch.first(most) : batch;
    }

    void applied() {
        most = most > ALL / 2 ? ALL : most * 2;
        triedAlone = 0;
    }

    /** The batch took too long; true if it is a single record that has done so too often. */
    boolean timedOut(Batch batch) {
        if (batch.size() > 1) {
            most = batch.size() / 2;
            return false;
        }
        return ++triedAlone >= TRIES_ALONE;
    }
}
