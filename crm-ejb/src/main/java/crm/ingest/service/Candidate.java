package crm.ingest.service;

import crm.ingest.entity.Delivery.Header;
import crm.ingest.entity.Fault;
import java.util.List;
import java.util.Optional;

/**
 * What may be an event.
 *
 * @param attributes of a CloudEvent in binary form; none in any other form
 * @param fault why it cannot be one, where that was seen before looking into it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Candidate(byte[] value, List<Header> attributes, Optional<Fault> fault) {

    static Candidate of(byte[] value, List<Header> attributes) {
        return new Candidate(value, attributes, Optional.empty());
    }

    static Candidate broken(Fault fault) {
        return new Candidate(new byte[0], List.of(), Optional.of(fault));
    }
}
