package crm.ingest.service;

import crm.ingest.entity.Delivery.Header;
import crm.ingest.entity.Fault;
import java.util.List;
import java.util.Optional;

/**
 * What may be an event.
 *
 * @param headers as a record has them: the attributes of a CloudEvent in binary form, the media type of one in
 *     structured form; none if its form is to be seen in it
 * @param fault why it cannot be one, where that was seen before looking into it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Candidate(byte[] value, List<Header> headers, Optional<Fault> fault) {

    static Candidate of(byte[] value, List<Header> headers) {
        return new Candidate(value, headers, Optional.empty());
    }

    /** @param value what of it can be read, if only its id */
    static Candidate broken(byte[] value, Fault fault) {
        return new Candidate(value, List.of(), Optional.of(fault));
    }
}
