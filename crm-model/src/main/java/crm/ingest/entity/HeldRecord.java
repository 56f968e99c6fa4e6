package crm.ingest.entity;

import java.time.Instant;
import java.util.UUID;

/** A record that has waited for its key and is about to be applied: to be decoded again at its old place. */
public record HeldRecord(
        long id, String topic, UUID topicId, int partition, long offset, Instant producedAt, RecordContent content) {

    /** The delivery it was. */
    public Delivery delivery(String role) {
        return new Delivery(
                role, topic, topicId, partition, offset, producedAt, content.headers(), content.key(), content.value());
    }
}
