package crm.ingest.worker;

import crm.ingest.entity.Decoded;
import crm.ingest.entity.Delivery;
import crm.ingest.entity.PartitionId;
import crm.ingest.entity.Rejection;

/** A delivery and what it turned out to be. */
record Item(Delivery delivery, Decoded decoded) {

    PartitionId partition() {
        return new PartitionId(delivery.topic(), delivery.partition());
    }

    Item refused(Rejection rejection) {
        return new Item(delivery, rejection);
    }
}
