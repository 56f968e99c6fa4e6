package crm.ingest.service;

import jakarta.ejb.Local;
import java.util.List;

/**
 * The log that all events go through, before anything is done with them. Thread-safe, without a transaction; waits for
 * the log's answer, but not longer than some seconds.
 */
@Local
public interface EventLog {

    /**
     * One event to be written.
     *
     * @param topic default name
     * @param value a structured CloudEvent
     */
    @SuppressWarnings("ArrayRecordComponent") // written as they are, never compared
    record Entry(String topic, byte[] key, byte[] value) {}

    /** What became of an entry. */
    enum Outcome {
        /** All replicas that must have it have it. */
        WRITTEN,
        /** Nobody knows that it was; it may be. */
        NOT_WRITTEN,
        /** The log takes none of this size. */
        TOO_LARGE
    }

    /** Writes entries, those of one key in their order, and answers what became of each. Never throws. */
    List<Outcome> append(List<Entry> entries);
}
