package crm.ingest.worker;

import crm.ingest.entity.Decoded;
import crm.ingest.entity.Delivery;
import crm.ingest.entity.Event;
import crm.ingest.entity.PartitionId;
import crm.ingest.entity.Rejection;

/**
 * A delivery and what it turned out to be.
 *
 * @param valid whether it was an event when it was read, though the handler may have failed at it since
 */
record Item(Delivery delivery, Decoded decoded, boolean valid) {

    Item(Delivery delivery, Decoded decoded) {
        this(delivery, decoded, decoded instanceof Event);
    }

    PartitionId partition() {
        return new PartitionId(delivery.topic(), delivery.partition());
    }

    Item refused(Rejection rejection) {
        return new Item(delivery, rejection, valid);
    }

    /** An event at which the handler failed. */
    boolean failed() {
        return valid && decoded instanceof Rejection;
    }
}
