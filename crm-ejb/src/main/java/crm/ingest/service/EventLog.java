package crm.ingest.service;

import crm.ingest.entity.Delivery.Header;
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
     * @param headers that say what the value is: a structured CloudEvent, or the data of one in binary form
     */
    @SuppressWarnings("ArrayRecordComponent") // written as they are, never compared
    record Entry(String topic, byte[] key, List<Header> headers, byte[] value) {}

    /** What became of an entry. */
    enum Outcome {
        /** All replicas that must have it have it. */
        WRITTEN,
        /** It was never on its way, so it is not there and will not be. */
        NOT_TAKEN,
        /** It was on its way when the wait for an answer ended: it may be there, or come to be. */
        UNKNOWN,
        /** The log takes none of this size. */
        TOO_LARGE
    }

    /** Writes entries, those of one key in their order, and answers what became of each. Never throws. */
    List<Outcome> append(List<Entry> entries);
}
